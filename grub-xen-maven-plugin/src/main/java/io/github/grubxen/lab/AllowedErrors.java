// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab;

import java.util.List;
import java.util.regex.Pattern;

/**
 * GRUB's error messages that do not fail a case.
 *
 * @param patterns patterns to find in a message, which is on one line
 * @param shown whether allowed messages are part of the report
 */
public record AllowedErrors(List<Pattern> patterns, boolean shown) {
    /** No error is allowed. */
    public static final AllowedErrors NONE = new AllowedErrors(List.of(), true);

    /** All errors are allowed, and none is reported. */
    static final AllowedErrors ALL = new AllowedErrors(List.of(Pattern.compile("")), false);

    /** GRUB's messages about files and devices that a disk lacks, except missing modules of GRUB. */
    static final AllowedErrors MISSING_FILES = of("(?!.*\\.mod' not found).*(?:no such device|file .* not found)");

    /** Like {@link #MISSING_FILES}, with the subsequent errors of a config that expects another disk. */
    static final AllowedErrors WRONG_DISK = of("(?!.*\\.mod' not found).*(?:no such device|file .* not found"
            + "|unknown filesystem|no server is specified|need to load the kernel)");

    /** Copies the list. */
    public AllowedErrors {
        patterns = List.copyOf(patterns);
    }

    /** Allows messages that contain one of these texts. */
    public static AllowedErrors containing(List<String> texts) {
        return new AllowedErrors(
                texts.stream().map(text -> Pattern.compile(Pattern.quote(text))).toList(), true);
    }

    /** Whether a message is allowed. */
    boolean allows(String message) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(message).find());
    }

    private static AllowedErrors of(String pattern) {
        return new AllowedErrors(List.of(Pattern.compile("^" + pattern)), true);
    }
}
