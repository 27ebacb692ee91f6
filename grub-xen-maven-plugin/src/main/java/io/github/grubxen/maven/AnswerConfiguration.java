// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.lab.Answer;
import org.jspecify.annotations.Nullable;

/**
 * {@code <answer>}: keys that are typed at the guest's console when a text appears.
 *
 * <pre>{@code
 * <answer>
 *   <after>Enter passphrase for</after>
 *   <type>secret</type>
 * </answer>
 * }</pre>
 *
 * @since 0.9.0
 */
public class AnswerConfiguration {
    /** The text, such as the beginning of a prompt. It is looked for after the texts of the answers before it. */
    private @Nullable String after;

    /** The keys. Default: none. */
    private @Nullable String type;

    /** Whether the key Enter follows. */
    private boolean enter = true;

    Answer answer() throws BadInput {
        if (after == null || after.isBlank()) {
            throw new BadInput("<boot>/<case>/<answers>/<answer>", "without <after>", "Give the text to wait for.");
        }
        return new Answer(after, type == null ? "" : type, enter);
    }
}
