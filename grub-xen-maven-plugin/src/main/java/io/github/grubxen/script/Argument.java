package io.github.grubxen.script;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A word of a command that is run.
 *
 * @param word as it stands in the script
 * @param possible what it may be then, with the variables in it that nobody knows; at least one
 */
public record Argument(Word word, List<Word> possible) {

    /** Copies the list. */
    public Argument {
        possible = List.copyOf(possible);
    }

    /** What it is, where that is certain. */
    public Optional<String> literal() {
        return possible.size() == 1 ? possible.get(0).literal() : Optional.empty();
    }

    /** All that it may be, as far as that is known. */
    public Stream<String> literals() {
        return possible.stream().flatMap(word -> word.literal().stream());
    }

    /** Whether it is one word for certain: nothing outside of quotes in it may be empty or several words. */
    public boolean isOneWord() {
        return possible.stream()
                .allMatch(one ->
                        !one.isPattern() && one.parts().stream().noneMatch(part -> part.variable() && !part.quoted()));
    }

    /** Whether GRUB may have to look for what it stands for. */
    public boolean isPattern() {
        return possible.stream().anyMatch(Word::isPattern);
    }
}
