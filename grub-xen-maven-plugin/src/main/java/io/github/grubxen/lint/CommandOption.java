// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An option of a command.
 *
 * @param longName its long name without hyphens; empty if it has none
 * @param shortName its letter; 0 if it has none
 * @param value whether it has a value
 * @param since the first release of GRUB that has it, such as 2.12; empty for all
 * @param group options of one group are alternatives, one of which is required; 0 for an optional option
 */
record CommandOption(String longName, char shortName, Value value, String since, int group) {
    /** The kind of value of an option. */
    enum Value {
        NONE,
        TEXT,
        NUMBER,
        /** A text that may be omitted. */
        OPTIONAL
    }

    private static final Pattern TEXT = Pattern.compile("([\\w-]+)/(\\w|-)(?:(!)(\\d?))?(=[n?]?)?(?:@(\\d+\\.\\d+))?");

    /** Reads an option from its form in the table. */
    static CommandOption of(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("no option of a command: " + text);
        }
        String longName = matcher.group(1);
        char shortName = matcher.group(2).charAt(0);
        String value = matcher.group(5) == null ? "" : matcher.group(5);
        String group = matcher.group(4) == null || matcher.group(4).isEmpty() ? "1" : matcher.group(4);
        return new CommandOption(
                longName.equals("-") ? "" : longName,
                shortName == '-' ? 0 : shortName,
                switch (value) {
                    case "=" -> Value.TEXT;
                    case "=n" -> Value.NUMBER;
                    case "=?" -> Value.OPTIONAL;
                    default -> Value.NONE;
                },
                matcher.group(6) == null ? "" : matcher.group(6),
                matcher.group(3) == null ? 0 : Integer.parseInt(group));
    }

    /** The option in the words of a message. */
    String shown() {
        return longName.isEmpty() ? "-" + shortName : "--" + longName;
    }

    /** Whether the option has one of these names. */
    boolean isIn(Set<String> names) {
        return names.contains(shown());
    }
}
