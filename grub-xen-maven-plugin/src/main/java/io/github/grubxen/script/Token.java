// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.script;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the parser sees.
 *
 * @param kind the kind
 * @param word the word, or an operator as one
 */
record Token(Kind kind, Word word) {
    private static final Set<String> KEYWORDS = Set.of(
            "case",
            "do",
            "done",
            "elif",
            "else",
            "esac",
            "fi",
            "for",
            "if",
            "in",
            "select",
            "then",
            "until",
            "while",
            "function");

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    enum Kind {
        /** A line's end. */
        NEWLINE,
        /** {@code ; { }} and what GRUB knows but never takes: {@code | & < > && || ;; [[ ]]}. */
        OPERATOR,
        /** A word that has a meaning of its own where a command may begin. */
        KEYWORD,
        /** A word that a variable, loop or function may be called. */
        NAME,
        /** Any other word. */
        WORD,
        /** Behind the last line. */
        END
    }

    static Token operator(Position position, String text) {
        return new Token(Kind.OPERATOR, new Word(position, text, List.of()));
    }

    static Token of(Word word) {
        if (KEYWORDS.contains(word.raw())) {
            return new Token(Kind.KEYWORD, word);
        }
        if (word.raw().equals("[[") || word.raw().equals("]]")) {
            return operator(word.position(), word.raw());
        }
        return new Token(NAME.matcher(word.raw()).matches() ? Kind.NAME : Kind.WORD, word);
    }

    /** Whether it is that operator or keyword. */
    boolean is(String text) {
        return (kind == Kind.OPERATOR || kind == Kind.KEYWORD) && word.raw().equals(text);
    }

    /** Whether it can be the word of a command that is not the first. */
    boolean isArgument() {
        return kind == Kind.KEYWORD || isCommandWord();
    }

    /** Whether it can be the first word of a command. */
    boolean isCommandWord() {
        return kind == Kind.NAME || kind == Kind.WORD;
    }

    /** As a message calls it. */
    String shown() {
        return switch (kind) {
            case NEWLINE -> "the line's end";
            case END -> "the file's end";
            default -> "'" + word.raw().replace("\n", "\\n") + "'";
        };
    }
}
