// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.script;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import java.util.ArrayList;
import java.util.List;

/**
 * Divides a script into tokens.
 *
 * <p>Source: GRUB's manual, "Shell-like scripting", for the quoting; otherwise the behaviour of grub-script-check of
 * 2.06 and 2.12.
 */
final class Lexer {
    private static final String OPERATORS = "{}|&;<>";
    private static final String SPECIAL = "?#*@";

    private final String name;
    private final String text;
    private final List<Script.Comment> comments = new ArrayList<>();
    private int at;
    private int line = 1;
    private int lineStart;

    Lexer(Bytes script) {
        this.name = script.name();
        String bytes = script.latin1().replace("\r", ""); // GRUB ignores carriage returns
        this.text = bytes.endsWith("\n") ? bytes : bytes + "\n";
    }

    /** The next token; the last one is of kind END. */
    Token next() throws BadInput {
        skipBlanksAndComment();
        Position position = position(at);
        if (at == text.length()) {
            return new Token(Token.Kind.END, new Word(position, "", List.of()));
        }
        char first = text.charAt(at);
        if (first == '\n') {
            advanceTo(at + 1);
            return new Token(Token.Kind.NEWLINE, new Word(position, "\n", List.of()));
        }
        if (OPERATORS.indexOf(first) >= 0) {
            boolean twice = "|&;".indexOf(first) >= 0 && at + 1 < text.length() && text.charAt(at + 1) == first;
            String operator = text.substring(at, at + (twice ? 2 : 1));
            at += operator.length();
            return Token.operator(position, operator);
        }
        return Token.of(word());
    }

    /** The comments so far. */
    List<Script.Comment> comments() {
        return List.copyOf(comments);
    }

    private void skipBlanksAndComment() {
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        if (at < text.length() && text.charAt(at) == '#') {
            int end = text.indexOf('\n', at);
            boolean alone = text.substring(lineStart, at).isBlank();
            comments.add(new Script.Comment(position(at), alone, text.substring(at + 1, end)));
            at = end;
        }
    }

    private Word word() throws BadInput {
        int start = at;
        int end = at;
        List<Word.Part> parts = new ArrayList<>();
        StringBuilder plain = new StringBuilder();
        while (true) {
            char c = text.charAt(end);
            if (c == '\\') {
                if (end + 2 >= text.length()) {
                    throw error(end, "the file ends after a backslash", "Remove it, or complete the line.");
                }
                if (text.charAt(end + 1) != '\n') {
                    plain.append(text.charAt(end + 1));
                }
                end += 2;
            } else if (c == '\'') {
                int close = closing(end, '\'');
                flush(plain, parts);
                parts.add(new Word.Part(text.substring(end + 1, close), false, true));
                end = close + 1;
            } else if (c == '"') {
                flush(plain, parts);
                end = doubleQuoted(end, parts);
            } else if (c == '$' && text.charAt(end + 1) == '"') {
                flush(plain, parts);
                int close = closing(end + 1, '"');
                translated(end + 2, close, parts);
                end = close + 1;
            } else if (c == '$') {
                int close = variableEnd(end);
                if (close < 0) {
                    break;
                }
                flush(plain, parts);
                parts.add(new Word.Part(variable(end, close), true, false));
                end = close;
            } else if (OPERATORS.indexOf(c) >= 0 || c == ' ' || c == '\t' || c == '\n') {
                break;
            } else {
                plain.append(c);
                end++;
            }
        }
        if (end == start) {
            throw error(end, "a '$' without a variable's name", "Write \\$ for the sign itself.");
        }
        flush(plain, parts);
        Word word = new Word(position(start), text.substring(start, end), parts);
        advanceTo(end);
        return word;
    }

    /** Splits a string with variables into parts. Returns the offset after the string. */
    private int doubleQuoted(int start, List<Word.Part> parts) throws BadInput {
        int close = closing(start, '"');
        StringBuilder plain = new StringBuilder();
        int before = parts.size();
        for (int i = start + 1; i < close; i++) {
            char c = text.charAt(i);
            if (c == '\\' && "$\\\"".indexOf(text.charAt(i + 1)) >= 0) {
                plain.append(text.charAt(++i));
            } else if (c == '\\' && text.charAt(i + 1) == '\n') {
                i++;
            } else if (c == '$') {
                int end = variableEnd(i);
                if (end < 0 || end > close) {
                    throw error(i, "a '$' without a variable's name", "Write \\$ for the sign itself.");
                }
                if (!plain.isEmpty()) {
                    parts.add(new Word.Part(plain.toString(), false, true));
                    plain.setLength(0);
                }
                parts.add(new Word.Part(variable(i, end), true, true));
                i = end - 1;
            } else {
                plain.append(c);
            }
        }
        if (!plain.isEmpty() || parts.size() == before) {
            parts.add(new Word.Part(plain.toString(), false, true));
        }
        return close + 1;
    }

    /** Splits a translatable text into parts. GRUB replaces variables in it, but not the parameters of a function. */
    private void translated(int start, int close, List<Word.Part> parts) {
        StringBuilder plain = new StringBuilder();
        for (int i = start; i < close; i++) {
            char c = text.charAt(i);
            int end = c == '$' ? variableEnd(i) : -1;
            if (c == '\\' && text.charAt(i + 1) == '\n') {
                i++;
            } else if (c == '\\' && "$\\\"".indexOf(text.charAt(i + 1)) >= 0) {
                plain.append(text.charAt(++i));
            } else if (end > 0 && end <= close) {
                String name = variable(i, end);
                if (!isDigit(name.charAt(0)) && !name.equals("*") && !name.equals("@")) {
                    parts.add(new Word.Part(plain.toString(), false, true));
                    plain.setLength(0);
                    parts.add(new Word.Part(name, true, true));
                }
                i = end - 1;
            } else {
                plain.append(c);
            }
        }
        parts.add(new Word.Part(plain.toString(), false, true));
    }

    /** The offset of the quote that ends the string at an offset. */
    private int closing(int start, char quote) throws BadInput {
        for (int i = start + 1; i < text.length(); i++) {
            if (text.charAt(i) == quote) {
                return i;
            }
            if (text.charAt(i) == '\\' && quote == '"') {
                i++;
            }
        }
        throw error(start, "a string that begins with " + quote + " and does not end", "Close it with " + quote + ".");
    }

    /** The offset after the variable that starts with the dollar sign at an offset; -1 if there is no variable. */
    private int variableEnd(int dollar) {
        boolean braces = text.charAt(dollar + 1) == '{';
        int start = dollar + (braces ? 2 : 1);
        int end = start;
        if (SPECIAL.indexOf(text.charAt(start)) >= 0) {
            end++;
        } else {
            boolean number = isDigit(text.charAt(start));
            while (number ? isDigit(text.charAt(end)) : isInName(text.charAt(end))) {
                end++;
            }
        }
        if (end == start || (braces && text.charAt(end) != '}')) {
            return -1;
        }
        return braces ? end + 1 : end;
    }

    private String variable(int dollar, int end) {
        return text.charAt(dollar + 1) == '{' ? text.substring(dollar + 2, end - 1) : text.substring(dollar + 1, end);
    }

    private static void flush(StringBuilder plain, List<Word.Part> parts) {
        if (!plain.isEmpty()) {
            parts.add(new Word.Part(plain.toString(), false, false));
            plain.setLength(0);
        }
    }

    private void advanceTo(int end) {
        for (int i = at; i < end; i++) {
            if (text.charAt(i) == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        at = end;
    }

    private Position position(int offset) {
        return new Position(line, offset - lineStart + 1);
    }

    private BadInput error(int offset, String problem, String remedy) {
        advanceTo(offset);
        return new BadInput(position(offset).in(name), problem, remedy);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isInName(char c) {
        return c == '_' || isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
