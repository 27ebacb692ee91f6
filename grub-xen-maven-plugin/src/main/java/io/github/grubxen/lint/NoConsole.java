package io.github.grubxen.lint;

import io.github.grubxen.script.Argument;
import io.github.grubxen.script.Step;
import io.github.grubxen.script.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A Linux that is not told the guest's console: what it says on its way is not seen there. */
final class NoConsole {
    private NoConsole() {}

    private static final Pattern CONSOLE = Pattern.compile("(?:^|\\s)console=(\\S*)");
    private static final Pattern GUESTS = Pattern.compile("(?:^|\\s)console=hvc0(?:[,\\s]|$)");

    static List<Finding> check(Subject subject) {
        List<Finding> findings = new ArrayList<>();
        for (Step step : subject.steps()) {
            List<Word> words = step.arguments().stream()
                    .skip(1)
                    .map(Argument::possible)
                    .flatMap(List::stream)
                    .toList();
            if (!step.name().equals("linux")
                    || words.stream()
                            .anyMatch(word -> mayHold(word)
                                    || GUESTS.matcher(word.shown()).find())) {
                continue;
            }
            Optional<String> other = words.stream()
                    .flatMap(word -> CONSOLE.matcher(word.shown()).results())
                    .map(found -> found.group(1))
                    .findFirst();
            findings.add(new Finding(
                    step.position(),
                    other.map(console -> "linux with console=" + console + ", which is not the guest's console")
                            .orElse("linux without console="),
                    "Add console=hvc0 to its command line" + (other.isPresent() ? ", behind the other one." : ".")));
        }
        return findings;
    }

    /** Whether something may be in it that nobody knows: a variable at its beginning that may be several words, or the console's name. */
    private static boolean mayHold(Word word) {
        Word.Part first = word.parts().isEmpty()
                ? new Word.Part("", false, false)
                : word.parts().get(0);
        return (first.variable() && !first.quoted())
                || (word.shown().startsWith("console=") && word.literal().isEmpty());
    }
}
