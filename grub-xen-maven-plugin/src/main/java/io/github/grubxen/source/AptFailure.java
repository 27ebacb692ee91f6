package io.github.grubxen.source;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.ExternalProgram;
import java.util.List;
import java.util.regex.Pattern;

/** Why apt failed, by what it says in the C locale, and what the user can do. */
enum AptFailure {
    DISK_FULL(
            "No space left on device|enough free space",
            "Make room on the disk of the cache, or name another directory in grub-xen.cache."),
    NETWORK(
            "Temporary failure resolving|Could not resolve|Could not connect|Unable to connect|Cannot initiate the connection"
                    + "|Connection (?:refused|failed|timed out|reset)|Network is unreachable|\\b(?:407|5\\d\\d)  ",
            "Check the network, apt's proxy and the mirror. Offline (mvn -o), packages of the cache are used."),
    EXPIRED(
            "Release file for \\S+ is (?:expired|not valid yet)|Release file .* is not valid yet",
            "Use a mirror that is up to date, and check this machine's clock."),
    UNSIGNED(
            "is not signed|NO_PUBKEY|EXPKEYSIG|BADSIG|couldn't be verified|Missing key",
            "Install the archive's key, and name it with Signed-By in apt's sources."),
    OTHER("", "Check the suite, the version and the sources in /etc/apt.");

    /** Lines of apt's that a message shows at most, the last ones: each mirror and each list that fails has a line. */
    private static final int MOST_LINES = 20;

    /** Characters of one of these lines that a message shows at most. */
    private static final int LONGEST_LINE = 500;

    private final Pattern words;
    private final String remedy;

    AptFailure(String words, String remedy) {
        this.words = Pattern.compile(words);
        this.remedy = remedy;
    }

    static AptFailure of(String errors) {
        for (AptFailure failure : values()) {
            if (failure.words.matcher(errors).find()) {
                return failure;
            }
        }
        return OTHER;
    }

    String remedy() {
        return remedy;
    }

    /**
     * Standard output of an apt that ended well.
     *
     * @param what the run, for the message
     * @throws BadInput when it did not; the message shows the end of what apt said
     */
    static String outputOrThrow(ExternalProgram apt, String what) throws BadInput {
        if (apt.exit() == 0) {
            return apt.output();
        }
        String errors = apt.errors();
        throw new BadInput(what, "ended with status " + apt.exit() + ":\n" + last(errors) + "\n", of(errors).remedy);
    }

    private static String last(String errors) {
        List<String> lines = errors.strip()
                .lines()
                .map(line -> line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "..." : line)
                .toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - MOST_LINES), lines.size()));
    }
}
