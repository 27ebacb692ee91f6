// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.script;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The edges from the end of a statement to the next one.
 *
 * @param yes the edges that are followed if it succeeded
 * @param no the edges that are followed if it failed
 */
record Exits(List<ControlFlowGraph.Edge> yes, List<ControlFlowGraph.Edge> no) {

    /** The edges of a node. */
    static Exits of(int node) {
        return new Exits(
                List.of(new ControlFlowGraph.Edge(node, true, false)),
                List.of(new ControlFlowGraph.Edge(node, false, true)));
    }

    /** The same edges for success and failure, if it is unknown which command decides. */
    static Exits both(List<ControlFlowGraph.Edge> edges) {
        return new Exits(edges, edges);
    }

    List<ControlFlowGraph.Edge> on(boolean success) {
        return success ? yes : no;
    }

    Exits not() {
        return new Exits(no, yes);
    }

    Exits join(Exits other) {
        return new Exits(union(yes, other.yes), union(no, other.no));
    }

    /** These edges without the ones for a result that is impossible. */
    Exits only(boolean mayBeYes, boolean mayBeNo) {
        return new Exits(mayBeYes ? yes : List.of(), mayBeNo ? no : List.of());
    }

    private static List<ControlFlowGraph.Edge> union(
            List<ControlFlowGraph.Edge> some, List<ControlFlowGraph.Edge> others) {
        Set<ControlFlowGraph.Edge> both = new LinkedHashSet<>(some);
        both.addAll(others);
        return List.copyOf(both);
    }
}
