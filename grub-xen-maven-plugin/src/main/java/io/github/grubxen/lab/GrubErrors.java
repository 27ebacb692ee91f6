// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds GRUB's error messages in the output of a console, which arrives in pieces. GRUB writes {@code error: }, a message and a
 * full stop, wherever the cursor is, and breaks the line after 79 characters. Messages of a kernel are ignored: GRUB's part of
 * a console ends at the first message of a Linux kernel, and begins again at the greeting of a second stage.
 *
 * <p>Source: GRUB, grub-core/kern/err.c, function {@code grub_print_error}; grub-core/normal/term.c, function
 * {@code print_ucs4_terminal}.
 */
final class GrubErrors {
    private static final String BEGIN = "error: ";
    private static final String GREETING = "Welcome to GRUB!";

    /** Xen's own lines, on the console of a guest in its shim. */
    private static final String XEN = "(XEN)";

    /**
     * The beginning of Linux's messages, its first message without a timestamp, and the first line of the lab's initial RAM
     * disk.
     */
    private static final Pattern KERNEL = Pattern.compile(
            "\\[ {0,9}\\d{1,9}\\.\\d{6,9}\\](?:\\[[ \\w]{1,20}\\])? |^Linux version \\d\\S* \\(|^LAB-GUEST ");

    /** Number of characters on a line that GRUB has filled. */
    private static final int WIDTH = 79;

    /** Maximum number of characters of a line. Of a longer line, only the beginning is examined. */
    private static final int MAX_LINE_CHARS = 4096;

    /** Maximum number of errors that are kept. */
    private static final int MAX_ERRORS = 100;

    /**
     * An error.
     *
     * @param start its beginning, in characters from the beginning of the console
     * @param text the message, with {@code error: }, on one line
     */
    record Found(long start, String text) {}

    private final List<Found> found = new ArrayList<>();
    private final StringBuilder line = new StringBuilder();
    private final StringBuilder message = new StringBuilder();
    private long position;
    private long lineStart;
    private long messageStart;
    private boolean inMessage;
    private boolean anywhere;
    private boolean grub = true;

    /** The next piece of the console, without control characters. */
    void read(String piece) {
        for (int i = 0; i < piece.length(); i++) {
            char c = piece.charAt(i);
            position++;
            if (c == '\n') {
                endLine();
                line.setLength(0);
                lineStart = position;
            } else if (line.length() < MAX_LINE_CHARS) {
                line.append(c);
            }
        }
    }

    /** The errors that were completed since the last call. */
    List<Found> take() {
        List<Found> fresh = List.copyOf(found);
        found.clear();
        return fresh;
    }

    /** Start of an error whose end has not arrived yet. */
    Optional<Long> open() {
        if (inMessage) {
            return Optional.of(messageStart);
        }
        int at = begin();
        return at < 0 ? Optional.empty() : Optional.of(lineStart + at);
    }

    private int begin() {
        boolean kernel = !grub || KERNEL.matcher(line).find() || line.indexOf(XEN) == 0;
        return kernel ? -1 : line.indexOf(BEGIN);
    }

    private void endLine() {
        if (inMessage) {
            add(line);
            return;
        }
        if (line.indexOf(GREETING) >= 0) {
            grub = true;
        }
        int at = begin();
        grub &= !KERNEL.matcher(line).find();
        if (at >= 0) {
            inMessage = true;
            anywhere = at > 0;
            messageStart = lineStart + at;
            message.setLength(0);
            add(line.substring(at));
        }
    }

    /** Adds a line, or the rest of one, to the message. The message ends with it unless GRUB had to break the line. */
    private void add(CharSequence text) {
        message.append(text);
        String whole = message.toString().stripTrailing();
        boolean stopped = whole.endsWith(".");
        if (!stopped && line.length() >= WIDTH && message.length() < MAX_LINE_CHARS) {
            return;
        }
        inMessage = false;
        if ((stopped || !anywhere)
                && found.size() < MAX_ERRORS) { // GRUB's errors in the middle of a line end with a full stop
            found.add(new Found(messageStart, whole));
        }
    }
}
