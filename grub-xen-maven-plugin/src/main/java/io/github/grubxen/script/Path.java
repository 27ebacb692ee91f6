// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.script;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * How the walk goes on.
 *
 * @param live whether it does
 * @param variables what they are there; nobody else has this object
 * @param edges the steps that come before
 */
record Path(boolean live, Variables variables, List<Run.Edge> edges) {

    Path(Variables variables, List<Run.Edge> edges) {
        this(true, variables, edges);
    }

    /** This, gone no further. */
    Path ended() {
        return new Path(false, variables, List.of());
    }

    Path copy() {
        return live ? new Path(variables.copy(), edges) : this;
    }

    Path from(List<Run.Edge> before) {
        return new Path(live, variables, before);
    }

    Path or(Path other) {
        if (!live || !other.live) {
            return live ? this : other;
        }
        Set<Run.Edge> both = new LinkedHashSet<>(edges);
        both.addAll(other.edges);
        return new Path(variables.or(other.variables), List.copyOf(both));
    }

    /** Whichever of them was taken. */
    Path or(List<Path> others) {
        Path path = this;
        for (Path other : others) {
            path = path.or(other);
        }
        return path;
    }
}
