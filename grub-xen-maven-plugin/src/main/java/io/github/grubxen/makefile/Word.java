// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.makefile;

import java.util.List;

/**
 * A word of a shell script before its expansion.
 *
 * @param parts its parts
 * @param line its line, from 1
 */
record Word(List<Part> parts, int line) {

    /** A part of a word. A part within quotes is neither split nor matched with file names. */
    sealed interface Part {}

    /** Characters that stand for themselves. */
    record Literal(String text, boolean quoted) implements Part {}

    /**
     * A parameter, such as {@code $x} or {@code ${x%.cfg}}.
     *
     * @param name its name; {@code NAME[@]} for all elements of an array
     * @param operator the operator, such as {@code %} or {@code :-}; empty without one
     * @param operand the word after the operator
     */
    record Parameter(String name, String operator, Word operand, boolean quoted) implements Part {}

    /** The value of {@code $(basename ...)} or {@code $(dirname ...)}, which needs no run. */
    record PathPart(boolean directory, List<Word> arguments, boolean quoted) implements Part {}

    /** The elements of an array, as in {@code x=(...)}. */
    record Elements(List<Word> words) implements Part {}

    /** A part whose value only a run would show. */
    record Unknown(String source, boolean quoted) implements Part {}

    /** The word if it is a single unquoted text, which can be a reserved word; otherwise empty. */
    String plain() {
        return parts.size() == 1 && parts.get(0) instanceof Literal literal && !literal.quoted() ? literal.text() : "";
    }
}
