// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.script;

import java.util.ArrayList;
import java.util.List;

/**
 * The code that runs: the script, a function or a menu entry, with the loops around the current command.
 *
 * @param kind the kind of code
 * @param context receives its nodes
 * @param straight whether the script itself runs it; otherwise it belongs to a menu entry or to an uncalled function
 * @param depth GRUB's depth of nested commands
 * @param loops the loops around the current command, the innermost last
 * @param returned the outcomes at each {@code return}
 * @param menu receives its menu entries
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

    /** A loop that runs, with the states at each {@code break} and each {@code continue}. */
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

    /** Must be called after a command that may run anything, including commands that leave a loop or a function. */
    void mayLeave(FlowState path) {
        for (Loop loop : loops) {
            loop.left().add(path.copy());
            loop.again().add(path.copy());
        }
        if (kind == Kind.FUNCTION) {
            returned.add(Outcome.of(path.copy()));
        } else if (kind == Kind.ENTRY) {
            path.variables().lose(); // a return would leave GRUB in the middle of returning
        }
    }
}
