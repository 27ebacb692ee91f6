// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.difference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the fewest lines to remove and add that turn one text into another. Beyond {@link #MOST_EDITS} it replaces everything
 * between the equal beginning and the equal end. The library java-diff-utils has no such bound, and images and packages may come
 * from anywhere.
 *
 * <p>Source: E. W. Myers, An O(ND) Difference Algorithm and Its Variations, Algorithmica 1 (1986), section 4.
 */
final class LineComparison {
    /** Maximum number of removed and added lines that are searched for. The search needs memory for their square. */
    static final int MOST_EDITS = 1000;

    private final List<String> former;
    private final List<String> newer;

    /** Number of equal lines at the beginning. */
    private final int head;

    private final int oldEnd;
    private final int newEnd;

    LineComparison(List<String> former, List<String> newer) {
        this.former = former;
        this.newer = newer;
        int common = Math.min(former.size(), newer.size());
        int equal = 0;
        while (equal < common && former.get(equal).equals(newer.get(equal))) {
            equal++;
        }
        head = equal;
        int tail = 0;
        while (tail < common - head
                && former.get(former.size() - 1 - tail).equals(newer.get(newer.size() - 1 - tail))) {
            tail++;
        }
        oldEnd = former.size() - tail;
        newEnd = newer.size() - tail;
    }

    /** The places that differ, in order. */
    List<TextChange.Hunk> hunks() {
        boolean[] removed = new boolean[oldEnd];
        boolean[] added = new boolean[newEnd];
        if (!mark(removed, added)) {
            Arrays.fill(removed, head, oldEnd, true);
            Arrays.fill(added, head, newEnd, true);
        }
        List<TextChange.Hunk> hunks = new ArrayList<>();
        int x = head;
        int y = head;
        while (x < oldEnd || y < newEnd) {
            int fromX = x;
            int fromY = y;
            while (x < oldEnd && removed[x]) {
                x++;
            }
            while (y < newEnd && added[y]) {
                y++;
            }
            if (x > fromX || y > fromY) {
                hunks.add(new TextChange.Hunk(fromX + 1, former.subList(fromX, x), fromY + 1, newer.subList(fromY, y)));
            } else {
                x++;
                y++;
            }
        }
        return hunks;
    }

    /** Marks the lines to remove and to add. Returns false if there are too many. */
    private boolean mark(boolean[] removed, boolean[] added) {
        int n = oldEnd - head;
        int m = newEnd - head;
        int most = Math.min(n + m, MOST_EDITS);
        int[] furthest = new int[2 * most + 3];
        int zero = most + 1;
        List<int[]> trace = new ArrayList<>();
        for (int d = 0; d <= most; d++) {
            trace.add(Arrays.copyOfRange(furthest, zero - d - 1, zero + d + 2));
            for (int k = -d; k <= d; k += 2) {
                boolean down = k == -d || (k != d && furthest[zero + k - 1] < furthest[zero + k + 1]);
                int x = down ? furthest[zero + k + 1] : furthest[zero + k - 1] + 1;
                while (x < n && x - k < m && former.get(head + x).equals(newer.get(head + x - k))) {
                    x++;
                }
                furthest[zero + k] = x;
                if (x >= n && x - k >= m) {
                    walkBack(trace, n, m, removed, added);
                    return true;
                }
            }
        }
        return false;
    }

    private void walkBack(List<int[]> trace, int n, int m, boolean[] removed, boolean[] added) {
        int x = n;
        int y = m;
        for (int d = trace.size() - 1; d > 0; d--) {
            int[] before = trace.get(d);
            int zero = d + 1;
            int k = x - y;
            boolean down = k == -d || (k != d && before[zero + k - 1] < before[zero + k + 1]);
            int fromK = down ? k + 1 : k - 1;
            x = before[zero + fromK];
            y = x - fromK;
            if (down) {
                added[head + y] = true;
            } else {
                removed[head + x] = true;
            }
        }
    }
}
