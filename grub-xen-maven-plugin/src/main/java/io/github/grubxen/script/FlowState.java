// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.script;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The state of the interpretation at one place of a script.
 *
 * @param live whether the place can be reached
 * @param variables their values at that place; nobody else has this object
 * @param edges the nodes that come before
 */
record FlowState(boolean live, Variables variables, List<ControlFlowGraph.Edge> edges) {

    FlowState(Variables variables, List<ControlFlowGraph.Edge> edges) {
        this(true, variables, edges);
    }

    /** This, gone no further. */
    FlowState ended() {
        return new FlowState(false, variables, List.of());
    }

    FlowState copy() {
        return live ? new FlowState(variables.copy(), edges) : this;
    }

    FlowState from(List<ControlFlowGraph.Edge> before) {
        return new FlowState(live, variables, before);
    }

    FlowState join(FlowState other) {
        if (!live || !other.live) {
            return live ? this : other;
        }
        Set<ControlFlowGraph.Edge> both = new LinkedHashSet<>(edges);
        both.addAll(other.edges);
        return new FlowState(variables.join(other.variables), List.copyOf(both));
    }

    /** Whichever of them was taken. */
    FlowState join(List<FlowState> others) {
        FlowState path = this;
        for (FlowState other : others) {
            path = path.join(other);
        }
        return path;
    }
}
