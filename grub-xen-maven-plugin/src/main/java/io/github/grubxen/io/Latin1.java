// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.io;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Converts text that was read with one character for each byte, for messages. */
public final class Latin1 {
    private Latin1() {}

    private static final Pattern NOT_ASCII = Pattern.compile("[\\x80-\\xff]+");

    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x1f\\x7f-\\x9f]");

    /** Decodes UTF-8. Other text, such as text that is already decoded or has another encoding, stays unchanged. */
    public static String decoded(String text) {
        return NOT_ASCII.matcher(text).replaceAll(run -> Matcher.quoteReplacement(utf8(run.group())));
    }

    /** As {@link #decoded}, on one line. Control characters are replaced by escapes such as {@code \x1b}. */
    public static String shown(String text) {
        return CONTROL.matcher(decoded(text))
                .replaceAll(control -> control.group().equals("\n")
                        ? "\\\\n"
                        : String.format("\\\\x%02x", (int) control.group().charAt(0)));
    }

    private static String utf8(String bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException e) {
            return bytes;
        }
    }
}
