// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.archive;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Place;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A paragraph of fields, as in Debian's control files.
 *
 * <p>Source: deb822(5).
 *
 * @param fields names and values in order; the lines of a value are separated by line feeds, without the leading blanks
 *     of continuation lines
 */
public record ControlParagraph(Map<String, String> fields) {
    /** The only blanks of the format are space and tab. */
    private static final Pattern BLANK = Pattern.compile("[ \\t]*");

    /** Keeps the order of the fields. */
    public ControlParagraph {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /**
     * Reads all paragraphs of a text.
     *
     * @param where the file, for messages
     */
    public static List<ControlParagraph> readAll(String where, String text) throws BadInput {
        List<ControlParagraph> paragraphs = new ArrayList<>();
        Map<String, StringBuilder> fields = new LinkedHashMap<>();
        StringBuilder last = new StringBuilder();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (BLANK.matcher(line).matches()) {
                addTo(paragraphs, fields);
                fields = new LinkedHashMap<>();
            } else if ((line.charAt(0) == ' ' || line.charAt(0) == '\t') && !fields.isEmpty()) {
                last.append('\n').append(line, 1, line.length());
            } else if (!line.startsWith("#")) {
                String name = line.substring(0, Math.max(0, line.indexOf(':')));
                if (!isName(name) || keyOf(fields, name).isPresent()) {
                    throw new BadInput(
                            new Place.WholeLine(where, number),
                            isName(name) ? "a second field of that name" : "not of the form 'Field: value'",
                            "Correct the line.");
                }
                last = new StringBuilder(line.substring(name.length() + 1).strip());
                fields.put(name, last);
            }
        }
        addTo(paragraphs, fields);
        return paragraphs;
    }

    /** A paragraph of names and values, one after the other. */
    public static ControlParagraph of(String... namesAndValues) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = 0; i + 1 < namesAndValues.length; i += 2) {
            fields.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return new ControlParagraph(fields);
    }

    /** The value of a field. */
    public Optional<String> get(String name) {
        return keyOf(fields, name).map(fields::get);
    }

    /** A copy with a field set to another value. A new field is added at the end. */
    public ControlParagraph with(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(fields);
        changed.put(keyOf(fields, name).orElse(name), value);
        return new ControlParagraph(changed);
    }

    /** A copy without a field. */
    public ControlParagraph without(String name) {
        Map<String, String> changed = new LinkedHashMap<>(fields);
        keyOf(fields, name).ifPresent(changed::remove);
        return new ControlParagraph(changed);
    }

    /** The paragraph as text, each line ended with a line feed. */
    public String toText() {
        StringBuilder text = new StringBuilder();
        fields.forEach((name, value) -> text.append(name)
                .append(value.isEmpty() || value.startsWith("\n") ? ":" : ": ")
                .append(value.replace("\n", "\n "))
                .append('\n'));
        return text.toString();
    }

    /** A field's name as written in the paragraph. The comparison ignores case. */
    private static Optional<String> keyOf(Map<String, ?> fields, String name) {
        return fields.containsKey(name)
                ? Optional.of(name)
                : fields.keySet().stream().filter(name::equalsIgnoreCase).findFirst();
    }

    /** Printable ASCII without blanks and colons, not beginning with a hyphen. */
    private static boolean isName(String name) {
        return !name.isEmpty() && name.charAt(0) != '-' && name.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }

    private static void addTo(List<ControlParagraph> paragraphs, Map<String, StringBuilder> fields) {
        if (!fields.isEmpty()) {
            Map<String, String> values = new LinkedHashMap<>();
            fields.forEach((name, value) -> values.put(name, value.toString()));
            paragraphs.add(new ControlParagraph(values));
        }
    }
}
