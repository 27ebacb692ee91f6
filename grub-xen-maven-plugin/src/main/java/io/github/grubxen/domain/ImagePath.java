// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.domain;

import io.github.grubxen.io.BadInput;
import java.nio.charset.StandardCharsets;

/**
 * The path of an image on the host, in a form that both kinds of quotes of a configuration take as it is.
 *
 * @param text the path
 */
public record ImagePath(String text) {
    /**
     * Checks a path.
     *
     * @param where the user's name for it, for messages
     * @throws BadInput if it is not absolute, or contains characters that xl or a reader of the file could misread
     */
    public static ImagePath of(String where, String path) throws BadInput {
        if (!path.startsWith("/")) {
            throw new BadInput(
                    where,
                    "'" + path + "' is not an absolute path",
                    "Give the path that the image has on the host, such as /usr/lib/grub-xen/grub-i386-xen_pvh.bin.");
        }
        if (!path.matches("[^\\x00-\\x1f\\x7f\"'\\\\]*")) {
            throw new BadInput(
                    where, "'" + path + "' contains a quote, a backslash or a control character", "Use another path.");
        }
        return new ImagePath(path);
    }

    /** The path in UTF-8, with one character for each byte, as a configuration contains it. */
    String latin1() {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
