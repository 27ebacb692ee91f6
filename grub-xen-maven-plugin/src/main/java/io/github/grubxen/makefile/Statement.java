// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.makefile;

import java.util.List;
import java.util.Optional;

/** A statement of a shell script. */
sealed interface Statement {
    /** Assignments and a program with its arguments, either of which may be missing. */
    record Simple(List<Word> words, int line) implements Statement {}

    /** A loop over words. Without words, over the arguments of the script or function. */
    record For(String variable, Optional<List<Word>> words, List<Statement> body, int line) implements Statement {}

    /**
     * Statements that run only under a condition, or several times.
     *
     * @param word the word that introduces them: if, while, until, case
     */
    record Conditional(String word, List<Statement> body, int line) implements Statement {}

    /** A function. */
    record Function(String name, List<Statement> body, int line) implements Statement {}

    /**
     * Statements in parentheses or braces.
     *
     * @param subshell whether assignments and changes of the directory end with them
     */
    record Group(List<Statement> body, boolean subshell, int line) implements Statement {}
}
