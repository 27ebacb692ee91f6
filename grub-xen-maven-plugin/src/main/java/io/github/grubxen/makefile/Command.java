// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.makefile;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Place;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A command that a file would run.
 *
 * @param place its line
 * @param words the program and its arguments
 * @param directory the directory in which it would run
 * @param condition the word that introduces the condition under which it would run, such as {@code if}
 * @param undefined names of variables in the line that the file does not set
 */
public record Command(
        Place place, List<Field> words, Path directory, Optional<String> condition, List<String> undefined) {

    /** Copies the lists. */
    public Command {
        words = List.copyOf(words);
        undefined = List.copyOf(undefined);
    }

    /**
     * A word of a command.
     *
     * @param text the word; the parts that are unknown stay as they are written
     * @param unknown a part whose value only a run of the file would show, such as {@code $(git describe)}
     */
    public record Field(String text, Optional<String> unknown) {
        /** A known word. */
        public static Field of(String text) {
            return new Field(text, Optional.empty());
        }
    }

    /**
     * All words as texts.
     *
     * @throws BadInput if one is not known
     */
    public List<String> texts() throws BadInput {
        List<String> texts = new ArrayList<>();
        for (Field word : words) {
            if (word.unknown().isPresent()) {
                throw new BadInput(
                        place,
                        "only a run of the file shows the value of "
                                + word.unknown().get(),
                        Refusals.RUN);
            }
            texts.add(word.text());
        }
        return texts;
    }
}
