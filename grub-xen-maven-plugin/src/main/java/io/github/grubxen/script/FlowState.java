// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.script;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The state of the interpretation at a point of a script.
 *
 * @param live whether the point can be reached
 * @param variables the values of the variables there; the object is not shared with another state
 * @param edges the edges from the previous nodes
 */
record FlowState(boolean live, Variables variables, List<ControlFlowGraph.Edge> edges) {

    FlowState(Variables variables, List<ControlFlowGraph.Edge> edges) {
        this(true, variables, edges);
    }

    /** This state at the end of its path. */
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

    /** The join of this state and others. */
    FlowState join(List<FlowState> others) {
        FlowState path = this;
        for (FlowState other : others) {
            path = path.join(other);
        }
        return path;
    }
}
