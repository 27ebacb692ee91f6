// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.io;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of the files that belong to an unfinished file or directory. They are beside its target.
 *
 * @param stem the beginning of all names: a dot, the target's name, digits of the process, and random digits
 */
record TemporaryName(Path stem) {
    private static final String LOCK = ".grub-xen.lock";
    private static final String PART = ".grub-xen.part";
    private static final String GONE = ".grub-xen.gone";

    /** A pattern for the names of all lock files in a directory. */
    static final String LOCKS = ".*" + LOCK;

    private static final Pattern LOCK_NAME = Pattern.compile("(\\..+\\.[0-9a-f-]{36})" + Pattern.quote(LOCK));

    /**
     * Maximum length of the target's name in the temporary name, in bytes. File systems permit 255, and the additions need 53.
     */
    private static final int LONGEST_NAME = 200;

    /** Number of bits that the time of a process's start needs before the year 2527, in milliseconds. */
    private static final int TIME_BITS = 44;

    /** The digits of this process, which are the more significant half of a UUID. */
    private static final long PROCESS = ProcessHandle.current()
                    .info()
                    .startInstant()
                    .map(Instant::toEpochMilli)
                    .orElse(0L)
            ^ (ProcessHandle.current().pid() << TIME_BITS);

    /** Length of the more significant half in the text of a UUID, with all hyphens. */
    private static final int HALF = 19;

    private static final Random RANDOM = new SecureRandom();

    /** A new name for a target, given by its absolute path. */
    static TemporaryName of(Path target) {
        return new TemporaryName(target.resolveSibling(hidden(target) + new UUID(PROCESS, RANDOM.nextLong())));
    }

    /** The name that a lock file belongs to, if it is a lock file. */
    static Optional<TemporaryName> ofLock(Path file) {
        Matcher name = LOCK_NAME.matcher(String.valueOf(file.getFileName()));
        return name.matches() ? Optional.of(new TemporaryName(file.resolveSibling(name.group(1)))) : Optional.empty();
    }

    /** The beginning of the temporary names for a target: the target's name, or its digest if the name is long. */
    static String hidden(Path target) {
        String name = String.valueOf(target.getFileName());
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        return "." + (bytes.length > LONGEST_NAME ? Digest.sha256(Bytes.of(name, bytes)) : name) + ".";
    }

    /** Whether a name is that of an unfinished file or directory. */
    static boolean isUnfinished(String name) {
        return name.startsWith(".") && (name.endsWith(PART) || name.endsWith(GONE));
    }

    /** Whether this process made the name. */
    boolean isOfThisProcess() {
        String name = String.valueOf(stem.getFileName());
        return name.startsWith(new UUID(PROCESS, 0).toString().substring(0, HALF), name.lastIndexOf('.') + 1);
    }

    Path lock() {
        return Path.of(stem + LOCK);
    }

    /** The hidden directory with the new contents. */
    Path directory() {
        return Path.of(stem + PART);
    }

    /** The hidden directory while it is being deleted. */
    Path gone() {
        return Path.of(stem + GONE);
    }
}
