// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The words of {@code menuentry} and {@code submenu} that are not options: the title and the entry's further
 * parameters.
 *
 * <p>Source: the option table of GRUB's commands/menuentry.c.
 */
final class EntryWords {
    private EntryWords() {}

    private static final List<String> WITH_VALUE = List.of("--class", "--users", "--hotkey", "--source", "--id");

    /** The possible values of each of these words. Empty if it is not certain which words are options. */
    static Optional<List<Set<Text>>> of(Call call) {
        if (call.alternatives().size() != 1) {
            return Optional.empty();
        }
        List<Field> words = call.arguments().get(0);
        List<Set<Text>> values = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            Field field = words.get(i);
            Word.Part first = field.parts().isEmpty()
                    ? new Word.Part("", false, true)
                    : field.parts().get(0);
            String name = field.certain() ? field.text().orElseThrow() : first.variable() ? "-" : first.text();
            String option = name.replaceFirst("=.*", "");
            if (!field.one()) {
                return Optional.empty();
            } else if (!name.startsWith("-")) {
                values.add(Set.of(field.value()));
            } else if (WITH_VALUE.contains(option)) {
                i += name.contains("=") ? 0 : 1;
            } else if (!name.equals("--unrestricted") || !field.certain()) {
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }
}
