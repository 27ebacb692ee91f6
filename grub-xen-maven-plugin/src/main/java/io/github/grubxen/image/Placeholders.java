package io.github.grubxen.image;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names between two {@code @} in a config, filled with what they stand for, which may have names in it again; GRUB's own {@code
 * ${name}} is left alone.
 */
public final class Placeholders {
    private static final Pattern PLACEHOLDER = Pattern.compile("@(?:(@)|([A-Za-z][A-Za-z0-9._-]*)@)");

    /** How deep values may have names in them, which stops those that stand for themselves. */
    private static final int DEPTH = 8;

    private final Values values;

    /** What names stand for. */
    @FunctionalInterface
    public interface Values {
        /** The value of a name, or nothing where it is not known. */
        Optional<String> of(String name) throws BadInput;
    }

    /** Placeholders with these values. */
    public Placeholders(Values values) {
        this.values = values;
    }

    /**
     * The config with all names filled; {@code @@} becomes {@code @}.
     *
     * @throws BadInput when a name is not known, with its line; the given names of {@code known} are listed
     */
    public Bytes fill(Bytes config, List<String> known) throws BadInput {
        String text = config.latin1();
        if (text.indexOf('@') < 0) {
            return config;
        }
        Placeholders bytes = new Placeholders(name -> values.of(name).map(Placeholders::asBytes));
        String[] lines = text.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            lines[i] = bytes.fill(config.name() + ":" + (i + 1), lines[i], known);
        }
        return Bytes.of(config.name(), String.join("\n", lines).getBytes(StandardCharsets.ISO_8859_1));
    }

    /** As {@link #fill(Bytes, List)}, for one text; {@code where} names its place. */
    public String fill(String where, String line, List<String> known) throws BadInput {
        return fill(where, line, known, 0);
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
            throw new BadInput(where, "@" + name + "@ stands for itself", "Give it a value of its own.");
        }
        Optional<String> value = values.of(name);
        if (value.isEmpty()) {
            throw new BadInput(
                    where,
                    "nothing is known of @" + name + "@",
                    "Set the property " + name + " in the POM, write @@ for an @ of its own, or use one of "
                            + String.join(", ", known) + ".");
        }
        return fill(where, value.get(), known, depth + 1);
    }

    /** UTF-8, one character a byte: so all other bytes of the config stay what they are. */
    private static String asBytes(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
