// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.archive;

import io.github.grubxen.io.Directories;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Converts names of archive entries to paths below the root, which have no {@code ./} and no slash at either end. The
 * path of the root is empty.
 */
public final class InstalledPaths {
    private static final Pattern PLAIN = Pattern.compile("\\./|\\.(/[^/\\p{Cc}]+)+/?");
    private static final Pattern DOTS = Pattern.compile("/\\.\\.?(/|$)");

    private InstalledPaths() {}

    /** Whether a name is as dpkg-deb writes it. */
    public static boolean isPlain(String name) {
        return PLAIN.matcher(name).matches() && !DOTS.matcher(name).find();
    }

    /** The path that a name leads to. A name that leads above the root stays at the root. */
    public static String plain(String name) {
        Deque<String> parts = new ArrayDeque<>();
        for (String part : name.split("/", -1)) {
            if (part.equals("..")) {
                parts.pollLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        return String.join("/", parts);
    }

    /** Whether a name is absolute, or leads above the root on its way. */
    public static boolean leaves(String name) {
        int depth = 0;
        for (String part : name.split("/", -1)) {
            depth += part.equals("..") ? -1 : part.isEmpty() || part.equals(".") ? 0 : 1;
            if (depth < 0) {
                return true;
            }
        }
        return name.startsWith("/");
    }

    /** The parent directory of a path. */
    public static String parent(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    /** The reason why dpkg refuses a file with this name or would unpack it outside of the root; empty if dpkg accepts it. */
    static Optional<String> unfit(String name) {
        if (leaves(name.replaceFirst("^/+", ""))) {
            return Optional.of("leads out of the package");
        }
        if (name.indexOf('\0') >= 0 || name.indexOf('\n') >= 0) {
            return Optional.of("has a " + (name.indexOf('\0') >= 0 ? "zero byte" : "line feed") + " in its name");
        }
        boolean isLong = Arrays.stream(name.split("/"))
                .anyMatch(part -> part.getBytes(StandardCharsets.UTF_8).length > Directories.LONGEST_NAME);
        return isLong
                ? Optional.of("has a name of more than " + Directories.LONGEST_NAME + " bytes")
                : Optional.empty();
    }
}
