// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.script;

import java.util.List;
import java.util.Optional;

/**
 * A word of a command, in its original form and split into parts.
 *
 * @param position its start
 * @param raw its text in the script, with quotes
 * @param parts its parts; empty for a line continuation alone, which is no argument for GRUB
 */
public record Word(Position position, String raw, List<Part> parts) {

    /**
     * A part of a word.
     *
     * @param text the text without quotes, or the variable's name
     * @param variable whether it is a variable
     * @param quoted whether it is in quotes, so that it is never split
     */
    public record Part(String text, boolean variable, boolean quoted) {}

    /** Copies the parts. */
    public Word {
        parts = List.copyOf(parts);
    }

    /** The value at run time, if the word contains no variable. */
    public Optional<String> literal() {
        return parts.stream().anyMatch(Part::variable) ? Optional.empty() : Optional.of(withVariables("", ""));
    }

    /** The word without quotes, with {@code $name} for variables. */
    public String shown() {
        return withVariables("$", "");
    }

    /** Whether GRUB expands the word to files or devices: it has {@code *} or {@code ?} outside of quotes. */
    public boolean isPattern() {
        return parts.stream().anyMatch(part -> !part.quoted() && !part.variable() && isPattern(part.text()));
    }

    static boolean isPattern(String text) {
        return text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
    }

    /** Whether nothing remains of the word at run time: it consists of empty variables without quotes. */
    boolean vanishes() {
        return parts.isEmpty() && !raw.isEmpty();
    }

    /** The line of the word's last character. */
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
