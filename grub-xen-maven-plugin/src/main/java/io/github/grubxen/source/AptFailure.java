// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.source;

import java.nio.file.Path;
import java.util.regex.Pattern;

/** The cause of a failure of apt, determined from its messages in the C locale, and the remedy. */
enum AptFailure {
    DISK_FULL(
            "No space left on device|enough free space",
            "Make room on the disk of %s, or use a cache on another disk."),
    NETWORK(
            "Temporary failure resolving|Could not resolve|Could not connect|Unable to connect|Cannot initiate the connection"
                    + "|Connection (?:refused|failed|timed out|reset)|Network is unreachable|\\b(?:407|5\\d\\d)  ",
            "Check the network, apt's proxy and the mirror. Maven's option -o uses the packages in the cache."),
    EXPIRED(
            "Release file .* is (?:expired|not valid yet)",
            "Use a mirror that is up to date, and check this machine's clock."),
    UNSIGNED(
            "is not signed|NO_PUBKEY|EXPKEYSIG|BADSIG|couldn't be verified|Missing key",
            "Install the archive's key, and name it with Signed-By in apt's sources."),
    GONE("\\b404  ", "The archive no longer has this file. Take a newer version, or keep a copy of the files."),
    DAMAGED(
            "Hash Sum mismatch|unexpected size|Mirror sync in progress",
            "Build again; if it happens again, use another mirror, or apt without the proxy."),
    OTHER("", "Check the suite, the version and the sources in /etc/apt.");

    private final Pattern words;
    private final String remedy;

    AptFailure(String words, String remedy) {
        this.words = Pattern.compile(words);
        this.remedy = remedy;
    }

    /** The first cause whose words occur in apt's standard error. */
    static AptFailure of(String errors) {
        for (AptFailure failure : values()) {
            if (failure.words.matcher(errors).find()) {
                return failure;
            }
        }
        return OTHER;
    }

    /**
     * The remedy.
     *
     * @param cache the directory that apt writes to
     */
    String remedy(Path cache) {
        return remedy.formatted(cache);
    }
}
