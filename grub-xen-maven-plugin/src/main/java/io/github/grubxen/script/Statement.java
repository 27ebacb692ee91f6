// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.script;

import java.util.List;
import java.util.Optional;

/** A part of a script that GRUB runs as a whole. */
public sealed interface Statement {

    /** Where it begins. */
    Position position();

    /**
     * A command with its arguments; an assignment is one too.
     *
     * @param words its name and arguments, without those that stand for nothing
     * @param block what it gets in braces, as menuentry does
     */
    record Command(Position position, List<Word> words, Optional<List<Statement>> block) implements Statement {
        /** Copies the words. */
        public Command {
            words = List.copyOf(words);
        }

        /** The last line that its words stand on. */
        public int lastLine() {
            return words.isEmpty()
                    ? position.line()
                    : words.get(words.size() - 1).lastLine();
        }
    }

    /**
     * if.
     *
     * @param branches if and elif, each condition with what is run when it holds
     * @param otherwise what is run when none does
     */
    record If(Position position, List<Branch> branches, List<Statement> otherwise) implements Statement {}

    /** A condition, the last command of which counts, and what is run when it holds. */
    record Branch(List<Statement> condition, List<Statement> body) {}

    /** for: its variable, which gets the words one after the other. */
    record For(Position position, String variable, List<Word> words, List<Statement> body) implements Statement {}

    /** while, or until with the condition turned round. */
    record While(Position position, boolean until, List<Statement> condition, List<Statement> body)
            implements Statement {}

    /** function: what is run when its name is called. */
    record Function(Position position, String name, List<Statement> body) implements Statement {}
}
