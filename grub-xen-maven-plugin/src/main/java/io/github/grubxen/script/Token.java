// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.script;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A token, the unit that the parser reads.
 *
 * @param kind the kind
 * @param word the word, or the operator in the form of a word
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

    /** Whether a text is a word with a special meaning at the start of a command. */
    static boolean isKeyword(String text) {
        return KEYWORDS.contains(text);
    }

    enum Kind {
        /** The end of a line. */
        NEWLINE,
        /** {@code ; { }}, and operators that GRUB knows but accepts nowhere: {@code | & < > && || ;; [[ ]]}. */
        OPERATOR,
        /** A word with a special meaning at the start of a command. */
        KEYWORD,
        /** A word that can be the name of a variable, loop or function. */
        NAME,
        /** Any other word. */
        WORD,
        /** The end of the file. */
        END
    }

    static Token operator(Position position, String text) {
        return new Token(Kind.OPERATOR, new Word(position, text, List.of()));
    }

    static Token of(Word word) {
        if (isKeyword(word.raw())) {
            return new Token(Kind.KEYWORD, word);
        }
        if (word.raw().equals("[[") || word.raw().equals("]]")) {
            return operator(word.position(), word.raw());
        }
        return new Token(NAME.matcher(word.raw()).matches() ? Kind.NAME : Kind.WORD, word);
    }

    /** Whether this is the given operator or keyword. */
    boolean is(String text) {
        return (kind == Kind.OPERATOR || kind == Kind.KEYWORD) && word.raw().equals(text);
    }

    /** Whether this can be a word of a command, but not the first one. */
    boolean isArgument() {
        return kind == Kind.KEYWORD || isCommandWord();
    }

    /** Whether this can be the first word of a command. */
    boolean isCommandWord() {
        return kind == Kind.NAME || kind == Kind.WORD;
    }

    /** The token in the words of a message. */
    String shown() {
        return switch (kind) {
            case NEWLINE -> "the line's end";
            case END -> "the file's end";
            default -> "'" + word.raw().replace("\n", "\\n") + "'";
        };
    }
}
