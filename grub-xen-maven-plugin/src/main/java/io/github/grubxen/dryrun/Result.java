// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.dryrun;

import io.github.grubxen.io.Place;
import java.util.List;
import java.util.Optional;

/**
 * The end of a run.
 *
 * @param end how it ended
 * @param started what was started; empty unless the end is {@link End#STARTS}
 * @param errors GRUB's error messages on the way
 * @param configs the configs that were run, in their order
 * @param assumed what was assumed because it is not known without GRUB, each as a sentence
 * @param echoed what the configs print with echo, a line each
 */
public record Result(
        End end,
        Optional<Started> started,
        List<Printed> errors,
        List<FilePath> configs,
        List<String> assumed,
        List<String> echoed) {
    /** How a run can end. */
    public enum End {
        /** Something is started. */
        STARTS,
        /** A menu waits for a key, because it has no timeout, or because its entry failed. */
        WAITS_IN_MENU,
        /** The config has ended, and GRUB shows its prompt. */
        PROMPT,
        /** The config switches the guest off, or restarts it. */
        HALTS,
        /** A command waits for a key. */
        WAITS_FOR_KEY,
        /** The config did not end within a number of commands. */
        ENDLESS
    }

    /**
     * An error message of GRUB's.
     *
     * @param place the command
     * @param text the message, such as "error: file `/boot/vmlinuz' not found."
     */
    public record Printed(Place.Line place, String text) {}

    /** Copies the lists. */
    public Result {
        errors = List.copyOf(errors);
        configs = List.copyOf(configs);
        assumed = List.copyOf(assumed);
        echoed = List.copyOf(echoed);
    }
}
