// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import io.github.grubxen.script.Argument;
import io.github.grubxen.script.Menu;
import io.github.grubxen.script.Node;
import io.github.grubxen.script.Position;
import io.github.grubxen.script.Word;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A menu without a timeout. It waits for a key forever, because nobody is at the guest's console.
 *
 * <p>Source: grub_menu_get_timeout, run_menu and grub_menu_execute_entry in grub-core/normal/menu.c, the same in 2.06, 2.12 and
 * 2.14. GRUB unsets a timeout that is empty or no number. When it opens a submenu by itself, it sets {@code timeout} to 0 before
 * it runs the submenu's block. Assignments in an entry have no effect.
 */
final class NoTimeout {
    private NoTimeout() {}

    private static final Set<String> ENTRIES = Set.of("menuentry", "submenu");

    /** The texts that GRUB reads as a number. It ignores text after the number. */
    private static final Pattern NUMBER = Pattern.compile("\\s*(?:0x([0-9a-fA-F]+)|(\\d+)).*", Pattern.DOTALL);

    static List<Finding> check(Subject subject) {
        Menu menu = subject.run().menu();
        return waits(menu) ? outer(subject, menu) : submenus(subject);
    }

    private static boolean waits(Menu menu) {
        return menu.timeout().possible().stream()
                .allMatch(timeout ->
                        timeout.literal().filter(NoTimeout::isEndless).isPresent());
    }

    private static List<Finding> outer(Subject subject, Menu menu) {
        Optional<String> text = menu.timeout().possible().stream()
                .map(Word::shown)
                .filter(Predicate.not(String::isEmpty).and(timeout -> !timeout.startsWith("-")))
                .findFirst();
        return subject.nodes().stream()
                .filter(node -> ENTRIES.contains(node.name()) && node.straight())
                .map(Node::position)
                .limit(1)
                .map(entry -> new Finding(
                        entry,
                        text.map(timeout -> "the timeout '" + timeout
                                        + "' is not a number that GRUB accepts, so the menu waits for a key forever")
                                .or(() -> unset(subject)
                                        .map(name -> "the timeout is empty, because nothing sets $" + name
                                                + " before it, so the menu waits for a key forever"))
                                .orElse("a menu without a timeout waits for a key forever"),
                        "Add a line 'set timeout=5' outside of the menu's entries."))
                .toList();
    }

    /** The variable that the timeout is set to, if the config sets the timeout at this place alone. */
    private static Optional<String> unset(Subject subject) {
        List<Node> places = subject.nodes().stream()
                .filter(Node::straight)
                .filter(NoTimeout::changes)
                .toList();
        return places.stream().map(Node::position).distinct().count() != 1
                ? Optional.empty()
                : places.get(0).words().stream()
                        .flatMap(argument -> argument.possible().stream())
                        .flatMap(word -> word.parts().stream())
                        .filter(Word.Part::variable)
                        .map(Word.Part::text)
                        .findFirst();
    }

    /** The submenus that GRUB opens by itself, and whose blocks change the timeout of 0. */
    private static List<Finding> submenus(Subject subject) {
        return StartedEntries.of(subject).stream()
                .filter(entry -> subject.run()
                        .submenu(entry)
                        .filter(menu -> !menu.entries().isEmpty() && waits(menu))
                        .isPresent())
                .map(entry -> new Finding(
                        place(subject, entry),
                        "GRUB opens this submenu by itself, and its block removes the timeout: it waits for a key forever",
                        "Do not change timeout in the submenu's block: GRUB sets it to 0 there."))
                .toList();
    }

    /** The last change of the timeout in an entry's block, or the entry itself. */
    private static Position place(Subject subject, Node entry) {
        Set<Position> block = StartedEntries.commands(subject, entry);
        return subject.nodes().stream()
                .filter(node -> block.contains(node.position()) && changes(node))
                .map(Node::position)
                .max(Comparator.comparing(Position::line).thenComparing(Position::column))
                .orElse(entry.position());
    }

    private static boolean changes(Node node) {
        return node.assigned().equals(Optional.of("timeout"))
                || (node.name().equals("unset")
                        && node.arguments().stream()
                                .limit(1)
                                .flatMap(Argument::literals)
                                .anyMatch("timeout"::equals));
    }

    /** Whether GRUB finds no number in the text, or a number that is too large. It then has no timeout. */
    private static boolean isEndless(String timeout) {
        Matcher number = NUMBER.matcher(timeout);
        if (!number.matches()) {
            return true;
        }
        BigInteger value =
                number.group(1) == null ? new BigInteger(number.group(2)) : new BigInteger(number.group(1), 16);
        return value.bitLength() == Integer.SIZE || value.bitLength() > Long.SIZE;
    }
}
