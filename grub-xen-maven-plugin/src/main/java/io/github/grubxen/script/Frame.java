// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.script;

import java.util.ArrayList;
import java.util.List;

/**
 * What runs: the script, a function, or an entry of a menu, with the loops that it is in.
 *
 * @param kind which of these
 * @param context where its nodes are noted
 * @param straight whether the script runs it as it is; otherwise it is an entry's
 * @param depth how deep GRUB is then in commands within commands
 * @param loops those that it is in, the innermost last
 * @param returned the ways on which it was left by {@code return}
 * @param menu where its {@code menuentry} goes
 */
record Frame(
        Kind kind,
        GraphBuilder.Context context,
        boolean straight,
        int depth,
        List<Loop> loops,
        List<Outcome> returned,
        Entries menu) {

    enum Kind {
        SCRIPT,
        FUNCTION,
        ENTRY
    }

    /** A loop that runs: the ways on which {@code break} leaves it, and those on which {@code continue} begins it again. */
    record Loop(List<FlowState> left, List<FlowState> again) {
        Loop() {
            this(new ArrayList<>(), new ArrayList<>());
        }
    }

    static Frame of(Kind kind, GraphBuilder.Context context, boolean straight, int depth, Entries menu) {
        return new Frame(kind, context, straight, depth, new ArrayList<>(), new ArrayList<>(), menu);
    }

    Frame deeper(int by) {
        return new Frame(kind, context, straight, depth + by, loops, returned, menu);
    }

    /** After a command that may run anything: whatever may leave a loop or a function may have been in it. */
    void mayLeave(FlowState path) {
        for (Loop loop : loops) {
            loop.left().add(path.copy());
            loop.again().add(path.copy());
        }
        if (kind == Kind.FUNCTION) {
            returned.add(Outcome.of(path.copy()));
        } else if (kind == Kind.ENTRY) {
            path.variables().lose(); // GRUB stays in the middle of a return then
        }
    }
}
