// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.domain;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Place;

/**
 * The text of a configuration, and places in it.
 *
 * @param name the file's name for messages
 * @param text the whole file, one character for each byte
 */
record Source(String name, String text) {
    private static final String VALUES =
            "Replace each expression by its value: a quoted string, a number or a list. xl reads no Python,"
                    + " unlike the former toolstack xm.";

    static Source of(Bytes file) {
        return new Source(file.name(), file.latin1());
    }

    /** The place of an offset. */
    Place.Line place(int offset) {
        int line = 1;
        int start = 0;
        for (int end = text.indexOf('\n'); end >= 0 && end < offset; end = text.indexOf('\n', start)) {
            line++;
            start = end + 1;
        }
        return new Place.Line(name, line, offset - start + 1);
    }

    /** A problem at an offset. If the file looks like Python, the message says so instead of the given remedy. */
    BadInput refused(int offset, String problem, String remedy) {
        return PythonCode.isLikely(text)
                ? new BadInput(place(offset), problem + "; the file is likely Python", VALUES)
                : new BadInput(place(offset), problem, remedy);
    }
}
