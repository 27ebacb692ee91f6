// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import java.util.ArrayList;
import java.util.List;

/** A package's description as written in a POM, with the indentation of the POM. */
final class Description {
    private Description() {}

    /**
     * The description for a control file. An empty line becomes a dot. A line with more indentation than the others keeps it,
     * because such lines are displayed verbatim.
     */
    static String of(String text) {
        List<String> lines =
                text.stripTrailing().lines().dropWhile(String::isBlank).toList();
        int indent = lines.stream()
                .skip(text.startsWith("\n") || text.startsWith("\r") ? 0 : 1)
                .filter(line -> !line.isBlank())
                .mapToInt(Description::indent)
                .min()
                .orElse(0);
        List<String> plain = new ArrayList<>();
        for (String line : lines) {
            String rest = line.isBlank()
                    ? "."
                    : line.substring(Math.min(indent, indent(line))).stripTrailing();
            plain.add(plain.isEmpty() ? rest.strip() : rest);
        }
        return String.join("\n", plain);
    }

    private static int indent(String line) {
        return line.length() - line.stripLeading().length();
    }
}
