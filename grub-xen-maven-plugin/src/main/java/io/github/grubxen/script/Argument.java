// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.script;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An argument of a command that runs. If GRUB splits a word of the script, it becomes several arguments. If GRUB
 * removes it, it becomes none.
 *
 * @param word the word in the script
 * @param possible the possible values, which contain the variables with an unknown value; at least one
 * @param always whether the argument certainly exists; otherwise its word may also give fewer arguments, or none
 */
public record Argument(Word word, List<Word> possible, boolean always) {

    /** Copies the list. */
    public Argument {
        possible = List.copyOf(possible);
    }

    /** An argument that certainly exists. */
    public Argument(Word word, List<Word> possible) {
        this(word, possible, true);
    }

    /** The value, if it is certain. */
    public Optional<String> literal() {
        return possible.size() == 1 ? possible.get(0).literal() : Optional.empty();
    }

    /** The possible values that are known. */
    public Stream<String> literals() {
        return possible.stream().flatMap(word -> word.literal().stream());
    }

    /** Whether the argument is certainly one word: nothing outside of quotes in it may be empty or several words. */
    public boolean isOneWord() {
        return always
                && possible.stream()
                        .allMatch(
                                one -> !one.isPattern() && one.parts().stream().noneMatch(Argument::mayBeSeveral));
    }

    private static boolean mayBeSeveral(Word.Part part) {
        return part.variable() && (!part.quoted() || part.text().equals("@"));
    }

    /** Whether GRUB may expand the argument to files or devices. */
    public boolean isPattern() {
        return possible.stream().anyMatch(Word::isPattern);
    }
}
