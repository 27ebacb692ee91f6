// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.io;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;

/** Reads the user's text files. They must be UTF-8, because another encoding would produce wrong characters in packages. */
public final class Utf8 {
    private Utf8() {}

    /**
     * The text of a whole file.
     *
     * @throws BadInput if the file is not UTF-8; the message names the line
     */
    public static String text(Bytes file) throws BadInput {
        CharBuffer text = CharBuffer.allocate(file.length());
        boolean malformed = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(file.toArray()), text, true)
                .isError();
        text.flip();
        if (malformed) {
            int line = 1 + (int) text.chars().filter(c -> c == '\n').count();
            throw new BadInput(
                    new Place.WholeLine(file.name(), line),
                    "is not UTF-8",
                    "Convert the file; where it is Latin-1, with iconv -f ISO-8859-1 -t UTF-8.");
        }
        return text.toString();
    }
}
