// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.script;

import java.util.List;
import java.util.Optional;

/**
 * A word of a command, as it stands in the script and taken apart.
 *
 * @param position where it begins
 * @param raw as it stands there, with quotes
 * @param parts what it is made of; empty for a line's continuation that stands alone, which GRUB makes no argument of
 */
public record Word(Position position, String raw, List<Part> parts) {

    /**
     * A part of a word.
     *
     * @param text the text without quotes, or the variable's name
     * @param variable whether it is a variable
     * @param quoted whether it stands in quotes, so that it is never split
     */
    public record Part(String text, boolean variable, boolean quoted) {}

    /** Copies the parts. */
    public Word {
        parts = List.copyOf(parts);
    }

    /** What it is at run time, where no variable is in it. */
    public Optional<String> literal() {
        return parts.stream().anyMatch(Part::variable) ? Optional.empty() : Optional.of(withVariables("", ""));
    }

    /** Without quotes, with {@code $name} for variables. */
    public String shown() {
        return withVariables("$", "");
    }

    /** Whether GRUB looks for files or devices that it may stand for: {@code *} or {@code ?} outside of quotes. */
    public boolean isPattern() {
        return parts.stream().anyMatch(part -> !part.quoted() && !part.variable() && isPattern(part.text()));
    }

    static boolean isPattern(String text) {
        return text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
    }

    /** Whether nothing is left of it where it stands: variables without quotes that are empty. */
    boolean vanishes() {
        return parts.isEmpty() && !raw.isEmpty();
    }

    /** Behind its last character's line nothing of it stands. */
    int lastLine() {
        return position.line() + (int) raw.chars().filter(c -> c == '\n').count();
    }

    private String withVariables(String before, String after) {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            text.append(part.variable() ? before + part.text() + after : part.text());
        }
        return text.toString();
    }
}
