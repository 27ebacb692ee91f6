// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.domain;

import java.util.ArrayList;
import java.util.List;

/** A difference in the unified format of diff, with three lines of context. Source: POSIX, diff, "Diff -u Output Format". */
final class UnifiedDiff {
    /** Number of unchanged lines around a change. */
    private static final int CONTEXT = 3;

    private static final String NO_LINE_END = "\n\\ No newline at end of file";

    private final List<String> lines = new ArrayList<>();

    /** Lines of the current hunk, without its header. */
    private final List<String> hunk = new ArrayList<>();

    /** Unchanged lines at the end of the current hunk, or before the next one. */
    private int context;

    private boolean changed;
    private int oldLine;
    private int newLine;

    private UnifiedDiff() {}

    /** The lines of the difference, without line ends and without the two lines with the files' names. Empty if nothing changed. */
    static List<String> of(List<Edits.Piece> pieces) {
        UnifiedDiff diff = new UnifiedDiff();
        for (Edits.Piece piece : pieces) {
            if (piece.isChanged()) {
                diff.change(piece);
            } else {
                diff.keep(piece.before());
            }
        }
        diff.flush();
        return diff.lines;
    }

    private void keep(String line) {
        if (changed && context == 2 * CONTEXT) {
            flush();
        }
        if (!changed && context == CONTEXT) {
            hunk.remove(0);
            context--;
        }
        add(' ', line);
        context++;
        oldLine++;
        newLine++;
    }

    private void change(Edits.Piece piece) {
        changed = true;
        context = 0;
        oldLine += add('-', piece.before());
        newLine += add('+', piece.after());
    }

    /** Adds lines to the hunk. Gives their number. */
    private int add(char mark, String text) {
        List<String> split = new ArrayList<>(List.of(text.split("(?<=\n)", -1)));
        split.remove("");
        for (String line : split) {
            boolean ended = line.endsWith("\n");
            hunk.add(mark + (ended ? line.substring(0, line.length() - 1) : line + NO_LINE_END));
        }
        return split.size();
    }

    /** Ends the hunk: lines of context that are left over begin the next one. */
    private void flush() {
        if (!changed) {
            return;
        }
        int over = Math.max(0, context - CONTEXT);
        List<String> rest = new ArrayList<>(hunk.subList(hunk.size() - over, hunk.size()));
        List<String> shown = hunk.subList(0, hunk.size() - over);
        int before = count(shown, '-');
        int after = count(shown, '+');
        lines.add(
                "@@ -" + range(oldLine - over - before, before) + " +" + range(newLine - over - after, after) + " @@");
        shown.forEach(line -> lines.addAll(List.of(line.split("\n", -1))));
        hunk.clear();
        hunk.addAll(rest);
        context = over;
        changed = false;
    }

    private static int count(List<String> shown, char mark) {
        return (int) shown.stream()
                .filter(line -> line.charAt(0) == mark || line.charAt(0) == ' ')
                .count();
    }

    /** An empty range has the number of the line before it. */
    private static String range(int linesBefore, int count) {
        int first = count == 0 ? linesBefore : linesBefore + 1;
        return count == 1 ? Integer.toString(first) : first + "," + count;
    }
}
