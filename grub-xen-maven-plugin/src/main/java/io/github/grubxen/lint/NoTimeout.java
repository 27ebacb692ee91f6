// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import io.github.grubxen.script.Node;
import io.github.grubxen.script.Word;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A menu that waits for a key for ever, where nobody sits. */
final class NoTimeout {
    private NoTimeout() {}

    private static final Set<String> ENTRIES = Set.of("menuentry", "submenu");

    /** What GRUB reads as a number; it does not mind what follows. */
    private static final Pattern NUMBER = Pattern.compile("\\s*(?:0x([0-9a-fA-F]+)|(\\d+)).*", Pattern.DOTALL);

    static List<Finding> check(Subject subject) {
        List<Word> timeouts = subject.run().timeout().possible();
        boolean endless = timeouts.stream()
                .allMatch(timeout ->
                        timeout.literal().filter(NoTimeout::isEndless).isPresent());
        Optional<String> text = timeouts.stream()
                .map(Word::shown)
                .filter(Predicate.not(String::isEmpty).and(timeout -> !timeout.startsWith("-")))
                .findFirst();
        return subject.nodes().stream()
                .filter(node -> endless && ENTRIES.contains(node.name()) && node.straight())
                .map(Node::position)
                .limit(1)
                .map(menu -> new Finding(
                        menu,
                        text.map(timeout -> "the timeout '" + timeout
                                        + "' is no number that GRUB takes, so the menu waits for a key for ever")
                                .orElse("a menu without a timeout waits for a key for ever"),
                        "Add a line 'set timeout=5' outside of its entries."))
                .toList();
    }

    /** Whether GRUB finds no number in it, or one that does not fit: it forgets the timeout then. */
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
