// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import io.github.grubxen.script.Argument;
import io.github.grubxen.script.Node;
import io.github.grubxen.script.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A test that GRUB reads as a test for a text that is not empty: a comparison without blanks, or an operator that GRUB does not
 * have.
 *
 * <p>Source: test_parse in grub-core/commands/test.c, the same in 2.06, 2.12 and 2.14.
 */
final class MisreadTestRule {
    private static final Set<String> COMPARE =
            Set.of("=", "==", "!=", "<", "<=", ">", ">=", "-eq", "-ge", "-gt", "-le", "-lt", "-ne", "-pgt", "-plt");

    private static final Pattern TIMES = Pattern.compile("-[no]t-?\\d*");

    private static final Set<String> ONE_WORD = Set.of("-d", "-e", "-f", "-s", "-n", "-z");

    private static final Set<String> BETWEEN = Set.of("!", "-a", "-o", "(", ")");

    private static final Pattern OPERATOR = Pattern.compile("-[A-Za-z]{1,2}");

    private final Node node;
    private final List<Argument> words;
    private final List<Finding> findings = new ArrayList<>();

    private MisreadTestRule(Node node) {
        this.node = node;
        this.words = node.arguments();
    }

    static List<Finding> check(Subject subject) {
        List<Finding> findings = new ArrayList<>();
        for (Node node : subject.nodes()) {
            boolean test = node.name().equals("[") || node.name().equals("test");
            if (test && !subject.run().isFunction(node.name())) {
                MisreadTestRule read = new MisreadTestRule(node);
                read.read();
                findings.addAll(read.findings);
            }
        }
        return findings;
    }

    /** Reads the words as GRUB does, up to the first unknown one. */
    private void read() {
        boolean bracket = !words.isEmpty() && text(words.size() - 1).equals(Optional.of("]"));
        int end = words.size() - (bracket ? 1 : 0);
        if (end == 1 && Words.isOpen(words.get(0)) && !words.get(0).isPattern()) {
            alone(0, false); // a variable may be several words, but each of them is a text that is not empty
        }
        for (int at = 0; at < end && !Words.isOpen(words.get(at)); ) {
            Optional<String> second = at + 2 < end ? text(at + 1) : Optional.of("");
            if (second.isEmpty()) {
                return;
            }
            if (COMPARE.contains(second.get()) || TIMES.matcher(second.get()).matches()) {
                at += 3;
            } else if (at + 1 < end && text(at).filter(ONE_WORD::contains).isPresent()) {
                at += 2;
            } else {
                if (text(at).filter(BETWEEN::contains).isEmpty()) {
                    alone(at, at + 1 < end);
                }
                at++;
            }
        }
    }

    private void alone(int at, boolean more) {
        Word word = words.get(at).word();
        boolean compares = word.parts().stream()
                .anyMatch(part ->
                        !part.quoted() && !part.variable() && part.text().contains("="));
        if (compares && word.raw().length() > 2) {
            add(
                    word,
                    "'" + word.raw() + "' is one word, which is never empty, so " + node.name() + " compares nothing",
                    "Write a blank before and after the operator.");
        } else if (more && text(at).filter(OPERATOR.asMatchPredicate()).isPresent()) {
            add(
                    word,
                    node.name() + " has no operator '" + word.raw() + "', and reads it as a text, which is not empty",
                    "GRUB tests files with -d, -e, -f and -s, and texts with -n and -z.");
        }
    }

    private void add(Word word, String problem, String remedy) {
        findings.add(new Finding(word.position(), problem, remedy));
    }

    private Optional<String> text(int at) {
        return words.get(at).literal();
    }
}
