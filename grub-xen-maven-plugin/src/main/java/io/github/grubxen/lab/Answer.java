// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab;

import io.github.grubxen.io.BadInput;
import java.nio.charset.StandardCharsets;

/**
 * Keys that the lab types at a guest's console when a text appears, such as a passphrase at its prompt.
 *
 * @param after the text
 * @param keys the keys, in UTF-8
 * @param enter whether the key Enter follows
 */
public record Answer(String after, String keys, boolean enter) {
    /** Maximum number of bytes of the keys. Xen's console takes 1024 bytes at a time. */
    private static final int MAX_BYTES = 500;

    /**
     * Refuses keys that cannot be typed.
     *
     * @param name the case, for messages
     * @throws BadInput if the text is empty, or there are too many keys or none
     */
    void check(String name) throws BadInput {
        int bytes = keys.getBytes(StandardCharsets.UTF_8).length;
        if (after.isBlank()) {
            throw new BadInput("case '" + name + "', an answer", "no text to wait for", "Give the end of the prompt.");
        }
        if (bytes > MAX_BYTES || (bytes == 0 && !enter)) {
            throw new BadInput(
                    "case '" + name + "', the answer to '" + after + "'",
                    bytes + " bytes to type",
                    "Give 1 to " + MAX_BYTES + " bytes.");
        }
    }

    /** dom0's command that types the keys in a guest. Each byte is an octal escape of printf's format {@code %b}. */
    String command(String domain) {
        StringBuilder command = new StringBuilder("type " + domain + " ");
        for (byte key : (keys + (enter ? "\r" : "")).getBytes(StandardCharsets.UTF_8)) {
            command.append("\\0").append(Integer.toOctalString(key & 0xff));
        }
        return command.toString();
    }
}
