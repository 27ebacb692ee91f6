// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.domain;

import io.github.grubxen.io.BadInput;

/**
 * Splits a configuration into tokens. Blanks are spaces and tabs; a carriage return is no blank. A character that begins no token is
 * ignored if it is the last one of the file, as xl ignores it.
 *
 * <p>Source: the behaviour of libxlutil 4.17 to 4.21.
 */
final class Lexer {
    private final Source source;
    private final String text;
    private int at;

    Lexer(Source source) {
        this.source = source;
        this.text = source.text();
    }

    /** The next token. At the end of the file, the token is END. */
    Token next() throws BadInput {
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        if (at == text.length()) {
            return new Token(Token.Kind.END, new Span(at, at));
        }
        char first = text.charAt(at);
        if (isLetter(first)) {
            return word(Token.Kind.NAME);
        }
        if (isDigit(first)) {
            return word(Token.Kind.NUMBER);
        }
        return switch (first) {
            case '=' -> token(Token.Kind.ASSIGN, at + 1);
            case '[' -> token(Token.Kind.OPEN, at + 1);
            case ']' -> token(Token.Kind.CLOSE, at + 1);
            case ',' -> token(Token.Kind.COMMA, at + 1);
            case ';' -> token(Token.Kind.SEMICOLON, at + 1);
            case '\n' -> token(Token.Kind.NEWLINE, at + 1);
            case '#' -> comment();
            case '\'', '"' -> string(first);
            default -> {
                if (text.startsWith("+=", at)) {
                    yield token(Token.Kind.ADD, at + 2);
                }
                if (at + 1 == text.length()) {
                    yield token(Token.Kind.END, text.length());
                }
                throw unknown(first);
            }
        };
    }

    private Token word(Token.Kind kind) {
        int end = at + 1;
        while (end < text.length() && isIn(kind, text.charAt(end))) {
            end++;
        }
        String word = text.substring(at, end);
        return new Token(kind, token(kind, end).span(), word);
    }

    private static boolean isIn(Token.Kind kind, char c) {
        return kind == Token.Kind.NAME
                ? isLetter(c) || isDigit(c) || c == '.' || c == '_'
                : isDigit(c) || (c >= 'a' && c <= 'f') || c == 'x';
    }

    private Token comment() throws BadInput {
        int end = text.indexOf('\n', at);
        if (end < 0 && at + 1 == text.length()) {
            return token(Token.Kind.END, text.length());
        }
        if (end < 0) {
            throw source.refused(
                    at,
                    "a comment without a line feed at its end, which xl refuses",
                    "Add a line feed to the file's end.");
        }
        return token(Token.Kind.NEWLINE, end + 1);
    }

    private Token string(char quote) throws BadInput {
        if (at + 1 == text.length()) {
            return token(Token.Kind.END, text.length());
        }
        int start = at;
        for (int i = at + 1; i < text.length() && text.charAt(i) != '\n'; i++) {
            char c = text.charAt(i);
            if (c == quote) {
                Span span = token(Token.Kind.STRING, i + 1).span();
                return new Token(Token.Kind.STRING, span, Escapes.text(source, span));
            }
            if (c == '\\') {
                i++;
                if (i < text.length() && text.charAt(i) == '\n') {
                    break;
                }
            }
        }
        throw source.refused(
                start,
                "a string that begins with " + quote + " and does not end on its line",
                "Close it with " + quote + ".");
    }

    private Token token(Token.Kind kind, int end) {
        Span span = new Span(at, end);
        at = end;
        return new Token(kind, span);
    }

    private BadInput unknown(char c) {
        if (c == '\r') {
            return source.refused(
                    at,
                    "a carriage return, which xl refuses outside of strings and comments",
                    "Convert the line ends of the file: sed -i 's/\\r$//'.");
        }
        if (c >= 'A' && c <= 'Z') {
            return source.refused(
                    at, "the capital letter '" + c + "'; names in a configuration have small ones", "Quote a string.");
        }
        return source.refused(at, "the character '" + c + "', which xl refuses here", "Quote a string.");
    }

    static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z';
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
