// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.script;

import java.util.List;
import java.util.Optional;

/**
 * A node of the control-flow graph: a command as it is run, without {@code !} before it, and what {@code time} runs as a node of its own.
 *
 * @param position where the command begins
 * @param words its name and arguments; of a loop {@code for} and its words
 * @param root what the variable {@code root} may be
 * @param prefix what the variable {@code prefix} may be
 * @param straight whether it is run as the script is; otherwise it belongs to a menu's entry, which ends with boot by itself, or to
 *     a function that the script does not call
 */
public record Node(Position position, List<Argument> words, Argument root, Argument prefix, boolean straight) {

    /** Copies the words. */
    public Node {
        words = List.copyOf(words);
    }

    /** The command's name; empty where nobody knows it before the run. */
    public String name() {
        return words.isEmpty() ? "" : words.get(0).literal().orElse("");
    }

    /** What is behind the name. */
    public List<Argument> arguments() {
        return words.subList(Math.min(1, words.size()), words.size());
    }

    /** The variable that it sets, if it sets one as {@code set} does. */
    public Optional<String> assigned() {
        int at = name().equals("set") ? 1 : 0;
        if (words.size() <= at) {
            return Optional.empty();
        }
        Word word = words.get(at).possible().get(0);
        return new Field(word, word.parts(), false, true).assigned().filter(name -> !name.isEmpty());
    }

    /** The first argument that is no option. */
    public Optional<Argument> operand() {
        return arguments().stream()
                .filter(argument -> !argument.word().shown().startsWith("-"))
                .findFirst();
    }
}
