// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.script.Argument;
import io.github.grubxen.script.Node;
import java.util.List;
import java.util.function.Predicate;

/**
 * The command {@code keystatus}, which fails on Xen: GRUB's console there has no function for the state of keys such as Shift, and
 * neither has any other input that its modules bring to a Xen platform.
 *
 * <p>Source: grub-core/commands/keystatus.c, term/xen/console.c, term/usb_keyboard.c and Makefile.core.def of 2.06, 2.12 and 2.14.
 */
final class KeyStatus {
    private KeyStatus() {}

    /** A module with an input that knows the state of keys. No Xen platform of these releases has it. */
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

    /** Whether a word is no option that prints a help text: the command succeeds then (grub-core/lib/arg.c). */
    private static boolean asksForKeys(Argument argument) {
        List<String> words = argument.literals().toList();
        return words.size() == argument.possible().size()
                && words.stream().noneMatch(word -> word.matches("--(help|usage)(=.*)?|-[^-]*[hu].*"));
    }
}
