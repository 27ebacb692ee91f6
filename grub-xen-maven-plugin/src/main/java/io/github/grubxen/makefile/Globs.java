// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.makefile;

import io.github.grubxen.io.Directories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** File names with {@code *}, {@code ?} and {@code [...]}. A backslash makes the next character literal. */
final class Globs {
    /** Maximum number of files that one pattern may match. */
    private static final int MOST_FILES = 20_000;

    private static final Pattern SPECIAL = Pattern.compile("(?<!\\\\)[*?\\[]");

    private Globs() {}

    /** Whether a pattern has a special character. */
    static boolean isPattern(String pattern) {
        return SPECIAL.matcher(pattern).find();
    }

    /** A text in which no character is special. */
    static String quoted(String text) {
        return text.replaceAll("([*?\\[\\]\\\\])", "\\\\$1");
    }

    /** The text of a pattern without its backslashes. */
    static String unquoted(String pattern) {
        return pattern.replaceAll("\\\\(.)", "$1");
    }

    /** The files that a pattern matches, in byte order; empty if there are none. */
    static List<String> expand(Path directory, String pattern) throws IOException {
        List<String> found = List.of(pattern.startsWith("/") ? "/" : "");
        String[] names = pattern.replaceFirst("^/+", "").split("/+", -1);
        try {
            for (int i = 0; i < names.length; i++) {
                found = below(directory, found, names[i], i < names.length - 1);
            }
        } catch (InvalidPathException | PatternSyntaxException e) {
            return List.of(); // no file can have such a name
        }
        return found;
    }

    private static List<String> below(Path directory, List<String> parents, String name, boolean inner)
            throws IOException {
        List<String> found = new ArrayList<>();
        for (String parent : parents) {
            Path place = directory.resolve(parent);
            if (!isPattern(name)) {
                String plain = unquoted(name);
                if (Files.exists(place.resolve(plain))) {
                    found.add(parent + plain + (inner ? "/" : ""));
                }
            } else if (Files.isDirectory(place)) {
                Pattern wanted = Pattern.compile(regex(name));
                for (Path file : Directories.list(place)) {
                    String own = String.valueOf(file.getFileName());
                    boolean hidden = own.startsWith(".") && !name.startsWith(".");
                    if (!hidden
                            && found.size() < MOST_FILES
                            && wanted.matcher(own).matches()
                            && (!inner || Files.isDirectory(file))) {
                        found.add(parent + own + (inner ? "/" : ""));
                    }
                }
            }
        }
        return found;
    }

    /** A regular expression for one file name, or for a part of a text. */
    static String regex(String pattern) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            int end = c == '[' ? pattern.indexOf(']', i + 2) : -1;
            if (c == '\\' && i + 1 < pattern.length()) {
                regex.append(Pattern.quote(pattern.substring(++i, i + 1)));
            } else if (c == '*') {
                regex.append(".*");
            } else if (c == '?') {
                regex.append('.');
            } else if (end > 0) {
                String set = pattern.substring(i + 1, end).replaceFirst("^!", "^");
                regex.append('[')
                        .append(set.replaceAll("([\\[\\\\&])", "\\\\$1"))
                        .append(']');
                i = end;
            } else {
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return "(?s)" + regex;
    }
}
