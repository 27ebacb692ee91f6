// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.domain;

/**
 * A token of a configuration.
 *
 * @param kind its kind
 * @param span its bytes
 * @param text the name, the digits, or the text of the string; empty for other kinds
 */
record Token(Kind kind, Span span, String text) {
    /** The kinds of tokens, each with the words that a message uses. */
    enum Kind {
        NAME("a name"),
        NUMBER("a number"),
        STRING("a string"),
        ASSIGN("'='"),
        ADD("'+='"),
        OPEN("'['"),
        CLOSE("']'"),
        COMMA("','"),
        SEMICOLON("';'"),
        /** A line feed, with the comment before it. */
        NEWLINE("the end of the line"),
        END("the end of the file");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    Token(Kind kind, Span span) {
        this(kind, span, "");
    }

    /** The token in words, for a message. */
    String words() {
        return kind == Kind.NAME ? "'" + text + "'" : kind.toString();
    }
}
