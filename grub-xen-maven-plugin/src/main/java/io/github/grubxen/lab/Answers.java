// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab;

import java.util.ArrayList;
import java.util.List;

/** The answers of a case. Each is due once, when its text has appeared on the console after those of the answers before it. */
final class Answers {
    /** Maximum number of characters of the console in which a text is searched. */
    private static final int MAX_CHARS = 1 << 16;

    private final List<Answer> all;
    private final StringBuilder console = new StringBuilder();
    private final List<Answer> due = new ArrayList<>();
    private int next;

    Answers(List<Answer> all) {
        this.all = all;
    }

    /** Adds new output of the console. */
    void read(String text) {
        console.append(text);
        while (next < all.size()) {
            String after = all.get(next).after();
            int found = console.indexOf(after);
            if (found < 0) {
                break;
            }
            console.delete(0, found + after.length());
            due.add(all.get(next++));
        }
        console.delete(0, Math.max(0, console.length() - MAX_CHARS));
    }

    /** The answers that became due since the last call. */
    List<Answer> takeDue() {
        List<Answer> taken = List.copyOf(due);
        due.clear();
        return taken;
    }
}
