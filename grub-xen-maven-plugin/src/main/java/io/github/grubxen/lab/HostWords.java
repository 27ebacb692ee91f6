// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab;

import java.util.ArrayList;
import java.util.List;

/** The messages of xl, Xen and dom0 while a guest runs. They show why it ended. */
final class HostWords {
    /** xl's message about a guest that Xen stopped. */
    private static final String CRASHED = "has shut down, reason code 3 ";

    /** Maximum number of lines of each; the last lines are kept. */
    private static final int MAX_LINES = 40;

    private static final int LONGEST = 500;

    private final List<String> xl = new ArrayList<>();
    private final StringBuilder dom0 = new StringBuilder();

    /** Adds a line of xl. */
    void xl(String line) {
        if (xl.size() < MAX_LINES) {
            xl.add(plain(line));
        }
    }

    /** Adds a message of a program in dom0 from before the start of the guest. */
    void dom0(String text) {
        if (dom0.length() < MAX_LINES * LONGEST) {
            dom0.append(text);
        }
    }

    /** Whether xl reported that Xen stopped the guest. */
    boolean guestCrashed() {
        return xl.stream().anyMatch(line -> line.contains(CRASHED));
    }

    /** The messages of xl and of dom0's programs; empty if there are none. */
    String ofXl() {
        return section("dom0", last(dom0.toString())) + section("xl", xl);
    }

    /** These messages, and those of Xen and dom0's kernel from the same time. */
    String withXen(String console) {
        List<String> lines = last(console);
        String xen = lines.isEmpty()
                ? "\nXen and dom0's kernel printed nothing meanwhile.\n"
                : section("Xen and dom0's kernel", lines);
        return (ofXl().isEmpty() ? "\nxl printed nothing.\n" : ofXl()) + xen;
    }

    private static String section(String who, List<String> lines) {
        return lines.isEmpty() ? "" : "\n" + who + " printed:\n" + String.join("\n", lines) + "\n";
    }

    private static List<String> last(String text) {
        List<String> lines = text.lines()
                .map(HostWords::plain)
                .filter(line -> !line.isBlank())
                .toList();
        return lines.subList(Math.max(0, lines.size() - MAX_LINES), lines.size());
    }

    private static String plain(String line) {
        return new Terminal().text(line.substring(0, Math.min(LONGEST, line.length())));
    }
}
