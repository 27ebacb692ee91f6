// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.io;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * A setting whose value is one of several words, each of which stands for a value.
 *
 * @param kind the kind of value, in the singular and without an article, such as {@code template}
 * @param values the values, in the order in which a message lists their words
 * @param word the word for a value
 * @param otherwise an alternative to all words, for the end of the remedy, such as "give a file of your own"
 */
public record Choice<T>(String kind, List<T> values, Function<T, String> word, Optional<String> otherwise) {

    /** A choice between all constants of an enum. Each word is a constant's name in lower case with hyphens. */
    public static <E extends Enum<E>> Choice<E> of(String kind, E[] constants) {
        return of(kind, List.of(constants), Choice::word);
    }

    /** A choice between the given values. */
    public static <T> Choice<T> of(String kind, List<T> values, Function<T, String> word) {
        return new Choice<>(kind, values, word, Optional.empty());
    }

    /** The word for a constant of an enum: its name in lower case with hyphens. */
    public static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The same choice without one of its values, which has no word. The remedy says how to get that value. */
    public Choice<T> without(T value, String remedy) {
        return new Choice<>(
                kind, values.stream().filter(each -> !each.equals(value)).toList(), word, Optional.of(remedy));
    }

    /**
     * The value that a word stands for. Blanks around the word are ignored.
     *
     * @param where the POM element or property that the word comes from, for the message
     * @throws BadInput if no value has this word; the message lists the words
     */
    public T read(String where, String given) throws BadInput {
        for (T value : values) {
            if (word.apply(value).equals(given.strip())) {
                return value;
            }
        }
        throw new BadInput(where, "'" + given + "' is not a " + kind, "Use " + words() + ".");
    }

    private String words() {
        List<String> words = new ArrayList<>(values.stream().map(word).toList());
        if (otherwise.isPresent()) {
            return String.join(", ", words) + ", or " + otherwise.get();
        }
        String last = words.remove(words.size() - 1);
        return words.isEmpty() ? last : String.join(", ", words) + " or " + last;
    }
}
