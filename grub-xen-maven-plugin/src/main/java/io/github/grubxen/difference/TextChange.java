// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.difference;

import java.util.ArrayList;
import java.util.List;

/**
 * The difference of two texts, line by line.
 *
 * @param hunks the places that differ, in order; none if the texts are equal
 */
record TextChange(List<Hunk> hunks) {
    /** Maximum number of places that are listed one by one in words. */
    private static final int MOST_PLACES = 6;

    private static final String NO_LINE_END = " (without a line end)";

    /**
     * Adjacent lines that were replaced, added or removed.
     *
     * @param oldLine number of the first removed line, from 1; if none is removed, of the line that follows
     * @param removed lines of the former text, with their line ends
     * @param newLine number of the first added line, from 1; if none is added, of the line that follows
     * @param added lines of the newer text, with their line ends
     */
    record Hunk(int oldLine, List<String> removed, int newLine, List<String> added) {
        /** Copies the lists. */
        Hunk {
            removed = List.copyOf(removed);
            added = List.copyOf(added);
        }

        private String words() {
            if (added.isEmpty()) {
                return range(oldLine, removed.size()) + " removed";
            }
            return range(newLine, added.size()) + (removed.isEmpty() ? " added" : " changed");
        }

        private static String range(int first, int count) {
            return count == 1 ? "line " + first : "lines " + first + "-" + (first + count - 1);
        }
    }

    /** Copies the list. */
    TextChange {
        hunks = List.copyOf(hunks);
    }

    /** Compares two texts. */
    static TextChange of(String former, String newer) {
        return new TextChange(new LineComparison(split(former), split(newer)).hunks());
    }

    /** The lines of a text with their line ends. */
    static List<String> split(String text) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
            lines.add(text.substring(start, end + 1));
            start = end + 1;
        }
        if (start < text.length()) {
            lines.add(text.substring(start));
        }
        return lines;
    }

    /** The numbers of the lines that differ, such as "line 3 changed, lines 7-9 added". */
    String words() {
        if (hunks.size() <= MOST_PLACES) {
            return String.join(", ", hunks.stream().map(Hunk::words).toList());
        }
        int removed = hunks.stream().mapToInt(hunk -> hunk.removed().size()).sum();
        int added = hunks.stream().mapToInt(hunk -> hunk.added().size()).sum();
        return hunks.size() + " places changed: " + removed + " lines removed, " + added + " added";
    }

    /** The lines that differ, each with its sign and number. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Hunk hunk : hunks) {
            add(lines, '-', hunk.oldLine(), hunk.removed());
            add(lines, '+', hunk.newLine(), hunk.added());
        }
        return lines;
    }

    private static void add(List<String> lines, char sign, int first, List<String> texts) {
        int number = first;
        for (String text : texts) {
            boolean ended = text.endsWith("\n");
            String shown = ended ? text.substring(0, text.length() - 1) : text + NO_LINE_END;
            lines.add(sign + String.valueOf(number++) + "  " + shown);
        }
    }
}
