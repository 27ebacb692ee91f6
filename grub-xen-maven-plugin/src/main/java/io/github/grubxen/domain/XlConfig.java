// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.domain;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A guest's configuration, parsed as xl parses it. If a name is assigned more than once, the last assignment counts.
 *
 * <p>Source: xl.cfg(5); the behaviour of libxlutil 4.17 to 4.21.
 */
public final class XlConfig {
    /** Maximum size of a configuration, in bytes. */
    public static final long MAX_BYTES = 1 << 20;

    private final Bytes file;
    private final Source source;
    private final List<Setting> settings;

    private XlConfig(Bytes file, Source source, List<Setting> settings) {
        this.file = file;
        this.source = source;
        this.settings = List.copyOf(settings);
    }

    /**
     * Parses a configuration.
     *
     * @throws BadInput if xl refuses the file, or if it is too large; the message names the line and the column
     */
    public static XlConfig parse(Bytes file) throws BadInput {
        if (file.length() > MAX_BYTES) {
            throw new BadInput(
                    new Place.File(file.name()),
                    "larger than " + MAX_BYTES + " bytes",
                    "Check that this is a guest's configuration.");
        }
        Source source = Source.of(file);
        return new XlConfig(file, source, Parser.settings(source));
    }

    /** The whole file. */
    public Bytes file() {
        return file;
    }

    /** All assignments, in the order of the file. */
    public List<Setting> settings() {
        return settings;
    }

    /** The assignments of a name, in the order of the file. */
    public List<Setting> settings(String name) {
        return settings.stream().filter(setting -> setting.name().equals(name)).toList();
    }

    /** The place of an assignment or of a value. */
    public Place.Line place(Span span) {
        return source.place(span.start());
    }

    /** The last assignment of a name. Its value may be only the end of {@link #value}. */
    public Optional<Setting> last(String name) {
        List<Setting> all = settings(name);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    /** The value of a name. Values that are appended with {@code +=} are joined; the span is that of the last one. */
    public Optional<Value> value(String name) {
        List<Setting> all = settings(name);
        if (all.isEmpty()) {
            return Optional.empty();
        }
        int first = all.size() - 1;
        while (first > 0 && all.get(first).adds()) {
            first--;
        }
        List<Value> joined =
                all.subList(first, all.size()).stream().map(Setting::value).toList();
        return Optional.of(joined.size() == 1 ? joined.get(0) : joined(joined));
    }

    /** A value that is not a list, as xl reads it. xl ignores a list in such a place, with a warning. */
    public Optional<String> string(String name) {
        return value(name).filter(value -> !(value instanceof Value.Items)).map(XlConfig::text);
    }

    /** A whole number, as xl reads it. xl ignores any other value in such a place, with a warning. */
    public OptionalLong number(String name) {
        Optional<String> text = string(name);
        return text.isEmpty() || last(name).orElseThrow().adds() ? OptionalLong.empty() : LongText.parse(text.get());
    }

    /** The strings of a list, up to the first list in it, as xl reads lists of devices. Empty if the value is not a list. */
    public List<String> strings(String name) {
        return value(name).map(XlConfig::strings).orElse(List.of());
    }

    private static List<String> strings(Value value) {
        return value instanceof Value.Items list
                ? list.values().stream()
                        .takeWhile(item -> !(item instanceof Value.Items))
                        .map(XlConfig::text)
                        .toList()
                : List.of();
    }

    private static Value joined(List<Value> parts) {
        Span span = parts.get(parts.size() - 1).span();
        if (parts.get(0) instanceof Value.Items) {
            List<Value> values = new ArrayList<>();
            parts.forEach(part -> values.addAll(((Value.Items) part).values()));
            return new Value.Items(span, values);
        }
        StringBuilder text = new StringBuilder();
        parts.forEach(part -> text.append(text(part)));
        return new Value.Text(span, text.toString());
    }

    private static String text(Value value) {
        if (value instanceof Value.Text quoted) {
            return quoted.text();
        }
        return value instanceof Value.Numeral number ? number.text() : "";
    }
}
