// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.script;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A command after GRUB has replaced all variables.
 *
 * @param not whether {@code !} precedes it
 * @param name its name, if it is certain
 * @param alternatives the possible lists of its words, including the name; the lists are empty if no word remains
 */
record Call(boolean not, Optional<String> name, List<List<Field>> alternatives) {

    /** The possible calls of a command, one for each name that it may have. */
    static List<Call> of(List<List<Field>> alternatives) {
        Map<List<Object>, Call> calls = new LinkedHashMap<>();
        for (List<Field> fields : alternatives) {
            boolean not = fields.size() > 1 && fields.get(0).is("!");
            List<Field> words = not ? fields.subList(1, fields.size()) : fields;
            Optional<String> name = words.isEmpty()
                    ? Optional.of("")
                    : Optional.of(words.get(0)).filter(Field::one).flatMap(Field::text);
            calls.computeIfAbsent(List.of(not, name, words.isEmpty()), key -> new Call(not, name, new ArrayList<>()))
                    .alternatives
                    .add(words);
        }
        return List.copyOf(calls.values());
    }

    /** Whether no word remains. */
    boolean isNothing() {
        return alternatives.stream().allMatch(List::isEmpty);
    }

    /** The same call without its first word. */
    List<Call> rest() {
        return of(alternatives.stream()
                .map(words -> words.subList(1, words.size()))
                .toList());
    }

    /** The arguments of each alternative. */
    List<List<Field>> arguments() {
        return alternatives.stream()
                .map(words -> words.subList(Math.min(1, words.size()), words.size()))
                .toList();
    }

    /** The texts of all arguments, if they are certain. */
    Optional<List<String>> texts() {
        if (alternatives.size() != 1
                || !arguments().get(0).stream().allMatch(field -> field.certain() && field.one())) {
            return Optional.empty();
        }
        return Optional.of(arguments().get(0).stream()
                .map(field -> field.text().orElseThrow())
                .toList());
    }

    /** The parameters of a function or menu entry with these arguments. */
    Parameters parameters() {
        List<List<Field>> all = arguments();
        int count = all.get(0).size();
        boolean known = all.stream()
                .allMatch(fields -> fields.size() == count && fields.stream().allMatch(Field::one));
        if (!known) {
            return Parameters.UNKNOWN;
        }
        List<Set<Text>> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Set<Text> column = new LinkedHashSet<>();
            for (List<Field> fields : all) {
                column.add(fields.get(i).value());
            }
            values.add(column);
        }
        return Parameters.of(values);
    }

    /** The word of each alternative that may assign: the first argument of {@code set}, otherwise the first word. */
    List<Optional<Field>> assignments() {
        int at = name.equals(Optional.of("set")) ? 1 : 0;
        return alternatives.stream()
                .map(words -> words.size() > at ? Optional.of(words.get(at)) : Optional.<Field>empty())
                .toList();
    }
}
