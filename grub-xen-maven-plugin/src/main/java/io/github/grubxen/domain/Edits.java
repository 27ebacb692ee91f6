// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.domain;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Changes to a text. Everything else of the text stays as it is.
 *
 * <p>A removed assignment takes its semicolon along. Blanks around it go too, and the line, if nothing else is on it; a comment
 * stays.
 */
final class Edits {
    private final String text;
    private final BitSet removed = new BitSet();
    private final NavigableMap<Integer, String> inserted = new TreeMap<>();

    Edits(String text) {
        this.text = text;
    }

    /** Puts another text in the place of a part. */
    void replace(Span span, String replacement) {
        removed.set(span.start(), span.end());
        inserted.merge(span.start(), replacement, String::concat);
    }

    /**
     * Adds a line.
     *
     * @param offset the beginning of the line before which it is added, or the end of the text
     */
    void addLine(int offset, String line) {
        boolean open = offset > 0 && text.charAt(offset - 1) != '\n' && !inserted.containsKey(offset);
        inserted.merge(offset, (open ? "\n" : "") + line + "\n", String::concat);
    }

    /** Removes an assignment. */
    void remove(Span assignment) {
        int start = assignment.start();
        int end = skipBlanks(assignment.end());
        boolean first = isBlank(lineStart(start), start);
        if (end < text.length() && text.charAt(end) == ';') {
            end = skipBlanks(end + 1);
        } else if (!first) {
            end = assignment.end();
            while (text.charAt(start - 1) == ' ' || text.charAt(start - 1) == '\t') {
                start--;
            }
        }
        removed.set(start, end);
        int lineStart = lineStart(start);
        int lineEnd = text.indexOf('\n', end);
        if (isBlank(lineStart, lineEnd < 0 ? text.length() : lineEnd)) {
            removed.set(lineStart, lineEnd < 0 ? text.length() : lineEnd + 1);
        }
    }

    /** The changed text. */
    String result() {
        StringBuilder result = new StringBuilder();
        pieces().forEach(piece -> result.append(piece.after()));
        return result.toString();
    }

    /**
     * A part of the text in whole lines.
     *
     * @param before the lines as they were
     * @param after the lines as they are now; empty if they were removed
     */
    record Piece(String before, String after) {
        boolean isChanged() {
            return !before.equals(after);
        }
    }

    /** The whole text in pieces. Lines of which nothing changed are pieces of their own. */
    List<Piece> pieces() {
        List<Piece> pieces = new ArrayList<>();
        StringBuilder before = new StringBuilder();
        StringBuilder after = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            String added = inserted.getOrDefault(i, "");
            if (before.isEmpty() && !added.isEmpty()) {
                pieces.add(new Piece("", added));
            } else {
                after.append(added);
            }
            before.append(text.charAt(i));
            if (!removed.get(i)) {
                after.append(text.charAt(i));
            }
            boolean whole = after.isEmpty() || after.charAt(after.length() - 1) == '\n';
            if (text.charAt(i) == '\n' && whole) {
                pieces.add(new Piece(before.toString(), after.toString()));
                before.setLength(0);
                after.setLength(0);
            }
        }
        after.append(inserted.getOrDefault(text.length(), ""));
        if (!before.isEmpty() || !after.isEmpty()) {
            pieces.add(new Piece(before.toString(), after.toString()));
        }
        return pieces;
    }

    private int skipBlanks(int at) {
        int end = at;
        while (end < text.length() && (text.charAt(end) == ' ' || text.charAt(end) == '\t')) {
            end++;
        }
        return end;
    }

    private int lineStart(int at) {
        return text.lastIndexOf('\n', at - 1) + 1;
    }

    /** Whether nothing but blanks is left of a part. A line that is added before it does not count. */
    private boolean isBlank(int start, int end) {
        for (int i = start; i < end; i++) {
            if (!removed.get(i) && text.charAt(i) != ' ' && text.charAt(i) != '\t') {
                return false;
            }
        }
        return inserted.subMap(start, false, end, false).isEmpty();
    }
}
