// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.script;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a command leads to.
 *
 * @param path how it goes on; the variables know whether the command succeeded
 * @param yes what comes before where it succeeds
 * @param no what comes before where it fails
 */
record Outcome(FlowState path, List<ControlFlowGraph.Edge> yes, List<ControlFlowGraph.Edge> no) {

    /** After a block: whether it succeeds, its last command decides. */
    static Outcome of(FlowState path) {
        return new Outcome(path, path.edges(), path.edges());
    }

    FlowState success() {
        boolean may = path.live() && !path.variables().status().equals(Optional.of(false));
        return may ? path.copy().from(yes) : path.ended();
    }

    FlowState failure() {
        boolean may = path.live() && !path.variables().status().equals(Optional.of(true));
        return may ? path.copy().from(no) : path.ended();
    }

    Outcome not() {
        path.variables().status(path.variables().status().map(holds -> !holds));
        return new Outcome(path, no, yes);
    }

    Outcome join(Outcome other) {
        if (!path.live() || !other.path.live()) {
            return path.live() ? this : other;
        }
        return new Outcome(path.join(other.path), both(yes, other.yes), both(no, other.no));
    }

    private static List<ControlFlowGraph.Edge> both(
            List<ControlFlowGraph.Edge> some, List<ControlFlowGraph.Edge> others) {
        Set<ControlFlowGraph.Edge> both = new LinkedHashSet<>(some);
        both.addAll(others);
        return List.copyOf(both);
    }

    /** The outcome of a command at the node {@code at}, by the status that it leaves. */
    static Outcome at(int at, FlowState path) {
        List<ControlFlowGraph.Edge> yes = List.of(new ControlFlowGraph.Edge(at, true, false));
        List<ControlFlowGraph.Edge> no = List.of(new ControlFlowGraph.Edge(at, false, true));
        Optional<Boolean> status = path.variables().status();
        return new Outcome(status.isEmpty() ? path : path.from(status.get() ? yes : no), yes, no);
    }
}
