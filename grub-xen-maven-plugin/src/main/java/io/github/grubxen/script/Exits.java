// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.script;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The edges on which a statement is left.
 *
 * @param yes those on which it succeeded
 * @param no those on which it failed
 */
record Exits(List<ControlFlowGraph.Edge> yes, List<ControlFlowGraph.Edge> no) {

    /** Those of a node. */
    static Exits of(int node) {
        return new Exits(
                List.of(new ControlFlowGraph.Edge(node, true, false)),
                List.of(new ControlFlowGraph.Edge(node, false, true)));
    }

    /** The same edges for both: nobody knows which command decides. */
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

    /** These, without the edges of an end that is ruled out. */
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
