// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.page;

import io.github.grubxen.script.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Divides a GRUB script into spans to colour. A script with syntax errors has spans too.
 *
 * <p>Source: GRUB's manual, "Shell-like scripting".
 */
final class ConfigColours {
    private static final String OPERATORS = "{}|&;<>";
    private static final String SPECIAL = "?#*@";

    /** The keywords that a word follows instead of a command. */
    private static final Set<String> BEFORE_A_WORD = Set.of("for", "function", "case", "select");

    private static final String CONTINUATION = "\\\n";

    /** The role of a span. */
    enum Kind {
        PLAIN,
        COMMENT,
        KEYWORD,
        COMMAND,
        STRING,
        VARIABLE
    }

    /** A piece of a line. */
    record Span(Kind kind, String text) {}

    private final String text;
    private final List<List<Span>> lines = new ArrayList<>();
    private List<Span> line = new ArrayList<>();
    private int at;

    /** Whether the next word is a command. */
    private boolean first = true;

    private boolean afterFor;

    private ConfigColours(String text) {
        this.text = text;
    }

    /**
     * The lines of a script.
     *
     * @param text one character for each byte, without carriage returns, which GRUB ignores
     */
    static List<List<Span>> of(String text) {
        ConfigColours colours = new ConfigColours(text);
        while (colours.at < text.length()) {
            colours.next();
        }
        if (!colours.line.isEmpty()) {
            colours.lines.add(colours.line);
        }
        return colours.lines;
    }

    private void next() {
        char c = text.charAt(at);
        if (c == ' ' || c == '\t') {
            add(Kind.PLAIN, at + 1);
        } else if (c == '\n' || OPERATORS.indexOf(c) >= 0) {
            first = true;
            add(Kind.PLAIN, at + 1);
        } else if (c == '#') {
            int end = text.indexOf('\n', at);
            add(Kind.COMMENT, end < 0 ? text.length() : end);
        } else {
            word();
        }
    }

    private void word() {
        int end = wordEnd();
        String raw = text.substring(at, end);
        if (raw.equals(CONTINUATION)) {
            add(Kind.PLAIN, end);
        } else if (first && !raw.equals("in") && Script.isKeyword(raw)) {
            add(Kind.KEYWORD, end);
            first = !BEFORE_A_WORD.contains(raw);
            afterFor = raw.equals("for");
        } else if (afterFor && raw.equals("in")) {
            add(Kind.KEYWORD, end);
            afterFor = false;
        } else {
            int name = first ? nameEnd(end) : at;
            if (name > at) {
                add(Kind.VARIABLE, name);
                pieces(Kind.PLAIN, end);
            } else {
                pieces(first ? Kind.COMMAND : Kind.PLAIN, end);
            }
            first = false;
        }
    }

    /** The end of the name in an assignment; the beginning of the word if it is not an assignment. */
    private int nameEnd(int end) {
        int name = at;
        while (name < end && isInName(text.charAt(name))) {
            name++;
        }
        return name < end && text.charAt(name) == '=' ? name : at;
    }

    private int wordEnd() {
        int end = at;
        while (end < text.length()) {
            char c = text.charAt(end);
            if (c == ' ' || c == '\t' || c == '\n' || OPERATORS.indexOf(c) >= 0) {
                break;
            }
            end = Math.min(text.length(), pieceEnd(end));
        }
        return end;
    }

    /** The end of a character, an escape, a string or a variable. */
    private int pieceEnd(int start) {
        return switch (text.charAt(start)) {
            case '\\' -> start + 2;
            case '\'' -> {
                int close = text.indexOf('\'', start + 1);
                yield close < 0 ? text.length() : close + 1;
            }
            case '"' -> stringEnd(start);
            case '$' -> Math.max(start + 1, variableEnd(start));
            default -> start + 1;
        };
    }

    private int stringEnd(int start) {
        int end = start + 1;
        while (end < text.length() && text.charAt(end) != '"') {
            end += text.charAt(end) == '\\' ? 2 : 1;
        }
        return end + 1;
    }

    /** The offset after the variable of a dollar sign; -1 if there is none. */
    private int variableEnd(int dollar) {
        boolean braces = dollar + 1 < text.length() && text.charAt(dollar + 1) == '{';
        int start = dollar + (braces ? 2 : 1);
        int end = start;
        if (end < text.length() && SPECIAL.indexOf(text.charAt(end)) >= 0) {
            end++;
        } else {
            while (end < text.length() && isInName(text.charAt(end))) {
                end++;
            }
        }
        if (end == start || (braces && (end == text.length() || text.charAt(end) != '}'))) {
            return -1;
        }
        return braces ? end + 1 : end;
    }

    private void pieces(Kind plain, int end) {
        while (at < end) {
            char c = text.charAt(at);
            if (c == '"') {
                string(Math.min(end, stringEnd(at)));
            } else {
                boolean variable = c == '$' && variableEnd(at) > 0;
                add(c == '\'' ? Kind.STRING : variable ? Kind.VARIABLE : plain, Math.min(end, pieceEnd(at)));
            }
        }
    }

    private void string(int end) {
        while (at < end) {
            int variable = text.charAt(at) == '$' ? variableEnd(at) : -1;
            int escape = text.charAt(at) == '\\' ? at + 2 : at + 1;
            add(variable > 0 ? Kind.VARIABLE : Kind.STRING, Math.min(end, Math.max(variable, escape)));
        }
    }

    private void add(Kind kind, int end) {
        for (int i = at; i < end; i++) {
            if (text.charAt(i) == '\n') {
                append(kind, text.substring(at, i));
                lines.add(line);
                line = new ArrayList<>();
                at = i + 1;
            }
        }
        append(kind, text.substring(at, end));
        at = end;
    }

    private void append(Kind kind, String piece) {
        int last = line.size() - 1;
        if (last >= 0 && line.get(last).kind() == kind) {
            line.set(last, new Span(kind, line.get(last).text() + piece));
        } else if (!piece.isEmpty()) {
            line.add(new Span(kind, piece));
        }
    }

    private static boolean isInName(char c) {
        return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
