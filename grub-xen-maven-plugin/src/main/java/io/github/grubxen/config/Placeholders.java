// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.config;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Diagnostic;
import io.github.grubxen.io.Place;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills the placeholders of a config, names between two {@code @}, with their values. Values may contain placeholders too.
 * GRUB's own {@code ${name}} is not changed.
 */
public final class Placeholders {
    private static final Pattern PLACEHOLDER = Pattern.compile("@(?:(@)|([A-Za-z][A-Za-z0-9._-]*)@)");

    /** Maximum depth of placeholders in values. It stops values that refer to themselves. */
    private static final int DEPTH = 8;

    /** Maximum number of unknown placeholders that are reported. */
    private static final int MAX_UNKNOWN = 100;

    private final Values values;

    /** Provides the values of names. */
    @FunctionalInterface
    public interface Values {
        /** The value of a name; empty if it is unknown. */
        Optional<String> of(String name) throws BadInput;
    }

    /** Placeholders with these values. */
    public Placeholders(Values values) {
        this.values = values;
    }

    /**
     * The config with all names filled; {@code @@} becomes {@code @}. Unknown placeholders stay unchanged, and are reported
     * with line and column and the known names.
     *
     * @param known the known names, for messages
     */
    public FilledConfig fill(Bytes config, List<String> known) {
        String text = config.latin1();
        if (text.indexOf('@') < 0) {
            return FilledConfig.of(config);
        }
        List<FilledConfig.Piece> pieces = new ArrayList<>();
        List<Diagnostic> unknown = new ArrayList<>();
        StringBuilder filled = new StringBuilder();
        Matcher matcher = PLACEHOLDER.matcher(text);
        int copied = 0;
        while (matcher.find()) {
            filled.append(text, copied, matcher.start());
            copied = matcher.end();
            String value = matcher.group();
            try {
                value = asBytes(fill("", matcher.group(), known));
            } catch (BadInput e) {
                if (unknown.size() < MAX_UNKNOWN) {
                    Place place = FilledConfig.position(text, matcher.start()).in(config.name());
                    unknown.add(e.diagnostic().at(place));
                }
            }
            pieces.add(new FilledConfig.Piece(
                    filled.length(), value.length(), matcher.start(), matcher.end() - matcher.start()));
            filled.append(value);
        }
        filled.append(text, copied, text.length());
        Bytes bytes = Bytes.of(config.name(), filled.toString().getBytes(StandardCharsets.ISO_8859_1));
        return new FilledConfig(bytes, config, pieces, unknown);
    }

    /**
     * A text with all names filled.
     *
     * @param where the place of the text, for the message
     * @param known the known names, for the message
     * @throws BadInput if a name is not known
     */
    public String fill(String where, String text, List<String> known) throws BadInput {
        return fill(where, text, known, 0);
    }

    private String fill(String where, String line, List<String> known, int depth) throws BadInput {
        Matcher matcher = PLACEHOLDER.matcher(line);
        StringBuilder filled = new StringBuilder();
        while (matcher.find()) {
            matcher.appendReplacement(filled, "");
            filled.append(matcher.group(1) != null ? "@" : value(where, matcher.group(2), known, depth));
        }
        return matcher.appendTail(filled).toString();
    }

    private String value(String where, String name, List<String> known, int depth) throws BadInput {
        if (depth == DEPTH) {
            throw new BadInput(where, "@" + name + "@ refers to itself", "Give it another value.");
        }
        Optional<String> value = values.of(name);
        if (value.isEmpty()) {
            throw new BadInput(
                    where,
                    "@" + name + "@ has no value",
                    "Set the property " + name + " in the POM, write @@ for a literal @, or use one of "
                            + String.join(", ", known) + ".");
        }
        return fill(where, value.get(), known, depth + 1);
    }

    /** UTF-8 with one character for each byte, so that all other bytes of the config stay unchanged. */
    private static String asBytes(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
