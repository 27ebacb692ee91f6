// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.script;

import java.util.List;
import java.util.Optional;

/** A statement of a script. */
public sealed interface Statement {

    /** The start of the statement. */
    Position position();

    /**
     * A command with its arguments. An assignment is a command too.
     *
     * @param words its name and arguments, without line continuations
     * @param block the statements in braces at its end, as for menuentry
     */
    record Command(Position position, List<Word> words, Optional<List<Statement>> block) implements Statement {
        /** Copies the words. */
        public Command {
            words = List.copyOf(words);
        }

        /** The last line of its words. */
        public int lastLine() {
            return words.isEmpty()
                    ? position.line()
                    : words.get(words.size() - 1).lastLine();
        }
    }

    /**
     * The statement {@code if}.
     *
     * @param branches the conditions of if and elif, each with its body
     * @param otherwise the body of else
     */
    record If(Position position, List<Branch> branches, List<Statement> otherwise) implements Statement {}

    /** A condition, whose last command decides, and the statements that run if it succeeds. */
    record Branch(List<Statement> condition, List<Statement> body) {}

    /** The loop {@code for}. Its variable gets the words one after the other. */
    record For(Position position, String variable, List<Word> words, List<Statement> body) implements Statement {}

    /** The loop {@code while}, or {@code until}, which runs while the condition fails. */
    record While(Position position, boolean until, List<Statement> condition, List<Statement> body)
            implements Statement {}

    /** The definition of a function. Its body runs when the name is called. */
    record Function(Position position, String name, List<Statement> body) implements Statement {}
}
