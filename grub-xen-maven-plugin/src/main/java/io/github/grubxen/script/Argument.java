// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.script;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A word of a command that is run. A word of the script that GRUB splits is several arguments, and one that vanishes is none.
 *
 * @param word as it stands in the script
 * @param possible what it may be then, with the variables in it that nobody knows; at least one
 * @param always whether it is there for certain; otherwise its word may also be fewer, or no, arguments
 */
public record Argument(Word word, List<Word> possible, boolean always) {

    /** Copies the list. */
    public Argument {
        possible = List.copyOf(possible);
    }

    /** One that is there for certain. */
    public Argument(Word word, List<Word> possible) {
        this(word, possible, true);
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
        return always
                && possible.stream()
                        .allMatch(
                                one -> !one.isPattern() && one.parts().stream().noneMatch(Argument::mayBeSeveral));
    }

    private static boolean mayBeSeveral(Word.Part part) {
        return part.variable() && (!part.quoted() || part.text().equals("@"));
    }

    /** Whether GRUB may have to look for what it stands for. */
    public boolean isPattern() {
        return possible.stream().anyMatch(Word::isPattern);
    }
}
