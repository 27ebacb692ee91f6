// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.makefile;

import io.github.grubxen.makefile.Command.Field;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Expands the words of a shell script: parameters, splitting at blanks, and file names. */
final class Expander {
    private final Map<String, List<Field>> variables;
    private final Set<String> undefined = new LinkedHashSet<>();

    /** An expander with the values of all parameters. */
    Expander(Map<String, List<Field>> variables) {
        this.variables = variables;
    }

    /** Names of parameters without a value that were used since the last call. */
    List<String> takeUndefined() {
        List<String> names = List.copyOf(undefined);
        undefined.clear();
        return names;
    }

    /** The fields of several words, with file names in place of patterns. */
    List<Field> fields(List<Word> words, Path directory) throws IOException {
        List<Field> fields = new ArrayList<>();
        for (Word word : words) {
            Building building = new Building();
            build(word, building);
            for (Piece piece : building.finish()) {
                List<String> files = piece.unknown.isEmpty() && Globs.isPattern(piece.pattern.toString())
                        ? Globs.expand(directory, piece.pattern.toString())
                        : List.of();
                files.forEach(name -> fields.add(Field.of(name)));
                if (files.isEmpty()) {
                    fields.add(piece.field());
                }
            }
        }
        return fields;
    }

    /** The value of one word, which is not split. */
    Field value(Word word) {
        Building building = new Building();
        for (Word.Part part : word.parts()) {
            append(part, building, true);
        }
        return joined(building.finish().stream().map(Piece::field).toList());
    }

    /** The elements of an array, or the single value of another word. */
    List<Field> values(Word word, Path directory) throws IOException {
        return word.parts().size() == 1 && word.parts().get(0) instanceof Word.Elements elements
                ? fields(elements.words(), directory)
                : List.of(value(word));
    }

    private void build(Word word, Building building) {
        for (Word.Part part : word.parts()) {
            append(part, building, false);
        }
    }

    private void append(Word.Part part, Building building, boolean whole) {
        if (part instanceof Word.Literal literal) {
            building.add(literal.text(), literal.quoted(), Optional.empty());
        } else if (part instanceof Word.Unknown unknown) {
            building.add(unknown.source(), true, Optional.of(unknown.source()));
        } else if (part instanceof Word.PathPart path) {
            building.addValue(pathPart(path), path.quoted() || whole);
        } else if (part instanceof Word.Parameter parameter) {
            List<Field> values = parameter(parameter);
            boolean list = parameter.name().equals("@") || parameter.name().endsWith("[@]");
            if (list && !whole) {
                for (int i = 0; i < values.size(); i++) {
                    if (i > 0) {
                        building.cut();
                    }
                    building.addValue(values.get(i), parameter.quoted());
                }
            } else if (!values.isEmpty() || parameter.quoted() || whole) {
                building.addValue(joined(values), parameter.quoted() || whole);
            }
        }
    }

    private static Field joined(List<Field> fields) {
        return new Field(
                String.join(" ", fields.stream().map(Field::text).toList()),
                fields.stream().flatMap(field -> field.unknown().stream()).findFirst());
    }

    private List<Field> parameter(Word.Parameter parameter) {
        List<Field> values = variables.get(parameter.name().replace("[@]", ""));
        boolean missing = values == null
                || (parameter.operator().startsWith(":")
                        && joined(values).text().isEmpty());
        String operator = parameter.operator().replace(":", "");
        if (operator.equals("+")) {
            return missing ? List.of() : List.of(value(parameter.operand()));
        }
        if (operator.equals("-") || operator.equals("=")) {
            return values == null || missing ? List.of(value(parameter.operand())) : values;
        }
        if (values == null) {
            return absent(parameter);
        }
        return operator.startsWith("%") || operator.startsWith("#") ? trimmed(values, operator, parameter) : values;
    }

    private List<Field> absent(Word.Parameter parameter) {
        if (!parameter.name().equals("@") && !parameter.name().equals("*")) {
            undefined.add(parameter.name());
        }
        return List.of();
    }

    private List<Field> trimmed(List<Field> values, String operator, Word.Parameter parameter) {
        String pattern = value(parameter.operand()).text();
        return values.stream()
                .map(value -> new Field(trimmed(value.text(), operator, pattern), value.unknown()))
                .toList();
    }

    private static String trimmed(String text, String operator, String pattern) {
        String regex = Globs.regex(pattern);
        boolean longest = operator.length() == 2;
        for (int i = 0; i <= text.length(); i++) {
            int size = longest ? text.length() - i : i;
            boolean end = operator.startsWith("%");
            String part = end ? text.substring(text.length() - size) : text.substring(0, size);
            if (part.matches(regex)) {
                return end ? text.substring(0, text.length() - size) : text.substring(size);
            }
        }
        return text;
    }

    private Field pathPart(Word.PathPart path) {
        List<Field> arguments = path.arguments().stream().map(this::value).toList();
        Optional<String> unknown = arguments.stream()
                .flatMap(argument -> argument.unknown().stream())
                .findFirst();
        String text = arguments.get(0).text().replaceFirst("(?<=.)/+$", "");
        int slash = text.lastIndexOf('/');
        if (path.directory()) {
            return new Field(slash < 0 ? "." : slash == 0 ? "/" : text.substring(0, slash), unknown);
        }
        String name = text.substring(slash + 1);
        String suffix = arguments.size() > 1 ? arguments.get(1).text() : "";
        boolean has = name.endsWith(suffix) && !name.equals(suffix);
        return new Field(has ? name.substring(0, name.length() - suffix.length()) : name, unknown);
    }

    /** A field that is being built: its text, and the pattern of file names. */
    private static final class Piece {
        private final StringBuilder text = new StringBuilder();
        private final StringBuilder pattern = new StringBuilder();
        private Optional<String> unknown = Optional.empty();

        private Field field() {
            return new Field(text.toString(), unknown);
        }
    }

    /** The fields of one word. */
    private static final class Building {
        private final List<Piece> pieces = new ArrayList<>();
        private Optional<Piece> open = Optional.empty();

        private void add(String text, boolean quoted, Optional<String> unknown) {
            Piece piece = open.orElseGet(Piece::new);
            open = Optional.of(piece);
            piece.text.append(text);
            piece.pattern.append(quoted ? Globs.quoted(text) : text);
            piece.unknown = piece.unknown.or(() -> unknown);
        }

        /** Adds a value, which is split at blanks unless it is quoted. */
        private void addValue(Field value, boolean quoted) {
            if (quoted) {
                add(value.text(), true, value.unknown());
                return;
            }
            String[] words = value.text().split("[ \t\n]+", -1);
            for (int i = 0; i < words.length; i++) {
                if (i > 0) {
                    cut();
                }
                if (!words[i].isEmpty()) {
                    add(words[i], false, value.unknown());
                }
            }
        }

        private void cut() {
            open.ifPresent(pieces::add);
            open = Optional.empty();
        }

        private List<Piece> finish() {
            cut();
            return pieces;
        }
    }
}
