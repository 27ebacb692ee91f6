// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.script.Argument;
import io.github.grubxen.script.Node;
import java.util.List;
import java.util.function.Predicate;

/**
 * The command {@code keystatus}, which fails on Xen: neither GRUB's console there, nor any other input of a Xen
 * platform's modules, has a function for the state of keys such as Shift.
 *
 * <p>Source: grub-core/commands/keystatus.c, term/xen/console.c, term/usb_keyboard.c and Makefile.core.def of 2.06, 2.12 and 2.14.
 */
final class KeyStatus {
    private KeyStatus() {}

    /**
     * A module with an input that knows the state of keys. It does not exist on the Xen platforms of these releases.
     */
    private static final String KEYBOARD = "usb_keyboard";

    /** Whether a command may succeed when nobody holds a key. */
    static Predicate<Node> maySucceed(Subject subject) {
        boolean known = isKnown(subject);
        return node -> !known || !fails(subject, node);
    }

    private static boolean isKnown(Subject subject) {
        try {
            return !subject.info().isAtLeast(2, 15) && !subject.tree().contains(KEYBOARD);
        } catch (BadInput e) {
            return false; // GRUB's release has no number: unknown
        }
    }

    private static boolean fails(Subject subject, Node node) {
        return node.name().equals("keystatus")
                && !subject.run().mayBeFunction(node)
                && node.arguments().stream().allMatch(KeyStatus::asksForKeys);
    }

    /**
     * Whether a word is not an option that prints a help text, with which the command succeeds (grub-core/lib/arg.c).
     */
    private static boolean asksForKeys(Argument argument) {
        List<String> words = argument.literals().toList();
        return words.size() == argument.possible().size()
                && words.stream().noneMatch(word -> word.matches("--(help|usage)(=.*)?|-[^-]*[hu].*"));
    }
}
