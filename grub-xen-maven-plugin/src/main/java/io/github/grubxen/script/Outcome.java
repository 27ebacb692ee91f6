// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.script;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The outcome of a command or block.
 *
 * @param path the state after it; the variables contain its status, if it is certain
 * @param yes the edges from it to the next command if it succeeds
 * @param no the edges from it to the next command if it fails
 */
record Outcome(FlowState path, List<ControlFlowGraph.Edge> yes, List<ControlFlowGraph.Edge> no) {

    /** The outcome of code for which it is unknown which command decides its success. */
    static Outcome of(FlowState path) {
        return new Outcome(path, path.edges(), path.edges());
    }

    FlowState success() {
        return mayBe(true) ? with(true, yes) : path.ended();
    }

    FlowState failure() {
        return mayBe(false) ? with(false, no) : path.ended();
    }

    private boolean mayBe(boolean success) {
        return path.live() && !path.variables().status().equals(Optional.of(!success));
    }

    private FlowState with(boolean success, List<ControlFlowGraph.Edge> edges) {
        FlowState end = path.copy().from(edges);
        end.variables().status(Optional.of(success));
        return end;
    }

    Outcome ended() {
        return of(path.ended());
    }

    Outcome not() {
        path.variables().status(path.variables().status().map(holds -> !holds));
        return new Outcome(path, no, yes);
    }

    Outcome join(Outcome other) {
        if (!path.live() || !other.path.live()) {
            return path.live() ? this : other;
        }
        return new Outcome(
                path.join(other.path),
                both(mayBe(true) ? yes : List.of(), other.mayBe(true) ? other.yes : List.of()),
                both(mayBe(false) ? no : List.of(), other.mayBe(false) ? other.no : List.of()));
    }

    /** The join of this outcome and others. */
    Outcome join(List<Outcome> others) {
        Outcome all = this;
        for (Outcome other : others) {
            all = all.join(other);
        }
        return all;
    }

    private static List<ControlFlowGraph.Edge> both(
            List<ControlFlowGraph.Edge> some, List<ControlFlowGraph.Edge> others) {
        Set<ControlFlowGraph.Edge> both = new LinkedHashSet<>(some);
        both.addAll(others);
        return List.copyOf(both);
    }

    /** The outcome of the command at the node {@code at}, by the status in the state after it. */
    static Outcome at(int at, FlowState path) {
        List<ControlFlowGraph.Edge> yes = List.of(new ControlFlowGraph.Edge(at, true, false));
        List<ControlFlowGraph.Edge> no = List.of(new ControlFlowGraph.Edge(at, false, true));
        Optional<Boolean> status = path.variables().status();
        return new Outcome(status.isEmpty() ? path : path.from(status.get() ? yes : no), yes, no);
    }
}
