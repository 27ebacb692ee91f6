// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import io.github.grubxen.script.Argument;
import io.github.grubxen.script.Node;
import io.github.grubxen.script.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Linux without the guest's console on its command line: its messages do not appear there. */
final class NoConsole {
    private NoConsole() {}

    private static final Pattern CONSOLE = Pattern.compile("console=(\\S*)");
    private static final Pattern GUESTS = Pattern.compile("console=hvc0(,.*)?");

    static List<Finding> check(Subject subject) {
        List<Finding> findings = new ArrayList<>();
        for (Node node : subject.nodes()) {
            List<Word> words = node.arguments().stream()
                    .skip(1)
                    .map(Argument::possible)
                    .flatMap(List::stream)
                    .toList();
            if (!node.name().equals("linux")
                    || words.stream()
                            .anyMatch(word ->
                                    mayHold(word) || Words.parameters(word).anyMatch(GUESTS.asMatchPredicate()))) {
                continue;
            }
            Optional<String> other = words.stream()
                    .flatMap(Words::parameters)
                    .map(CONSOLE::matcher)
                    .filter(Matcher::matches)
                    .map(console -> console.group(1))
                    .findFirst();
            findings.add(new Finding(
                    node.position(),
                    other.map(console -> "linux with console=" + console + ", which is not the guest's console")
                            .orElse("linux without console="),
                    "Add console=hvc0 to its command line" + (other.isPresent() ? ", after the other one." : ".")));
        }
        return findings;
    }

    /**
     * Whether the word may contain unknown text: a variable at its beginning that may be several words, a variable that is the
     * whole word, or the console's name.
     */
    private static boolean mayHold(Word word) {
        Word.Part first = word.parts().isEmpty()
                ? new Word.Part("", false, false)
                : word.parts().get(0);
        return (first.variable() && (!first.quoted() || word.parts().size() == 1))
                || (word.shown().startsWith("console=") && word.literal().isEmpty());
    }
}
