// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import io.github.grubxen.script.Argument;
import io.github.grubxen.script.Node;
import io.github.grubxen.script.Word;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The words of a node, as far as they are certain. GRUB splits the value of an unquoted variable into words, or omits
 * it if it is empty.
 */
final class Words {
    private Words() {}

    /** {@code $@} expands to any number of words, also in quotes. */
    private static final String ALL = "@";

    /** Replaces a quoted blank. No config contains this character. */
    private static final String QUOTED = "\0";

    private static final Pattern BLANK = Pattern.compile("\\s");

    /** Whether an argument may expand to no word or to several. */
    static boolean isOpen(Argument argument) {
        boolean splits = argument.word().parts().stream().anyMatch(part -> part.variable() && !part.quoted());
        return argument.possible().stream().anyMatch(word -> isOpen(word, splits));
    }

    private static boolean isOpen(Word word, boolean splits) {
        return word.parts().isEmpty()
                || word.isPattern()
                || word.parts().stream()
                        .anyMatch(part -> part.variable()
                                ? !part.quoted() || part.text().equals(ALL)
                                : splits
                                        && !part.quoted()
                                        && BLANK.matcher(part.text()).find());
    }

    /** The arguments up to the first one that may expand to no word or to several. */
    static List<Argument> certain(Node node) {
        return node.arguments().stream()
                .takeWhile(argument -> !isOpen(argument))
                .toList();
    }

    /**
     * The parameters that a kernel gets for a word: several if an unquoted variable contains blanks. Quoted blanks do not
     * separate parameters.
     */
    static Stream<String> parameters(Word word) {
        StringBuilder text = new StringBuilder();
        for (Word.Part part : word.parts()) {
            String shown = part.variable() ? "$" + part.text() : part.text();
            text.append(part.quoted() ? BLANK.matcher(shown).replaceAll(QUOTED) : shown);
        }
        return BLANK.splitAsStream(text).map(parameter -> parameter.replace(QUOTED, " "));
    }

    /** The possible values of the variable that a node sets, with {@code $name} for unknown parts. */
    static List<String> assigned(Node node, String variable) {
        if (!node.assigned().equals(Optional.of(variable))) {
            return List.of();
        }
        Argument assignment = node.words().get(node.name().equals("set") ? 1 : 0);
        return assignment.possible().stream()
                .map(Word::shown)
                .filter(word -> word.startsWith(variable + "="))
                .map(word -> word.substring(variable.length() + 1))
                .toList();
    }

    /** A command as written, on one line. */
    static String written(Node node) {
        return node.words().stream().map(word -> word.word().raw()).collect(Collectors.joining(" "));
    }
}
