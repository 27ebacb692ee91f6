// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.script;

import java.util.List;
import java.util.Optional;

/**
 * A node of the control-flow graph: a command that runs, without a preceding {@code !}. The command that {@code time}
 * runs is a node of its own.
 *
 * @param position the start of the command
 * @param words its name and arguments; for a loop, {@code for} and its words
 * @param root the possible values of the variable {@code root}
 * @param prefix the possible values of the variable {@code prefix}
 * @param straight whether the script itself runs it; otherwise it belongs to a menu entry, which boots at its end
 *     without a command, or to a function that the script does not call
 */
public record Node(Position position, List<Argument> words, Argument root, Argument prefix, boolean straight) {

    /** Copies the words. */
    public Node {
        words = List.copyOf(words);
    }

    /** The command's name; "" if it is not known before the script runs. */
    public String name() {
        return words.isEmpty() ? "" : words.get(0).literal().orElse("");
    }

    /** The words after the name. */
    public List<Argument> arguments() {
        return words.subList(Math.min(1, words.size()), words.size());
    }

    /** The variable that the command assigns with {@code =}, if any. */
    public Optional<String> assigned() {
        int at = name().equals("set") ? 1 : 0;
        if (words.size() <= at) {
            return Optional.empty();
        }
        Word word = words.get(at).possible().get(0);
        return new Field(word, word.parts(), false, true).assigned().filter(name -> !name.isEmpty());
    }

    /** The first argument that is not an option. */
    public Optional<Argument> operand() {
        return arguments().stream()
                .filter(argument -> !argument.word().shown().startsWith("-"))
                .findFirst();
    }
}
