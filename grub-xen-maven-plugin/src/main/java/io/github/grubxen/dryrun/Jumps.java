// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.dryrun;

/**
 * The state of {@code break}, {@code continue} and {@code return}. As in GRUB, statements run until they see that one of them
 * is active.
 */
final class Jumps {
    private int loops;
    private int breaks;
    private boolean continues;
    private boolean returned;
    private boolean inFunction;

    /** The state outside of a function. */
    record Saved(int loops, boolean inFunction) {}

    boolean breaks() {
        return breaks > 0;
    }

    boolean returns() {
        return returned;
    }

    /** Whether a function or a menu entry is being run, which alone may return. */
    boolean inFunction() {
        return inFunction;
    }

    void enterLoop() {
        loops++;
    }

    /** Whether a loop goes on with its next round: no break is active, or a continue of this loop. */
    boolean nextRound() {
        if (continues && breaks == 1) {
            breaks = 0;
        }
        return breaks == 0;
    }

    void leaveLoop() {
        loops--;
        breaks = Math.max(0, breaks - 1);
    }

    /**
     * Begins to leave loops.
     *
     * @param count their number
     * @param next whether the last of them goes on with its next round
     */
    void leave(int count, boolean next) {
        breaks = Math.min(loops, count);
        continues = next;
    }

    void giveBack() {
        returned = true;
    }

    Saved enterFunction() {
        Saved before = new Saved(loops, inFunction);
        loops = 0;
        inFunction = true;
        return before;
    }

    void leaveFunction(Saved before) {
        loops = before.loops();
        inFunction = before.inFunction();
        returned = false;
    }
}
