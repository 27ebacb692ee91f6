// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.dryrun;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The words of a command, split into options and operands.
 *
 * <p>Source: GRUB, grub-core/lib/arg.c.
 *
 * @param values the value of each option by its long name with dashes; an empty text if it has none
 * @param operands the other words
 */
record Options(Map<String, String> values, List<String> operands) {
    /**
     * Splits the words.
     *
     * @param names long and short name of each option, such as {@code --path -p}, with an equals sign after them if the option
     *     takes a value
     */
    static Options of(List<String> words, String... names) {
        Map<String, String> values = new HashMap<>();
        List<String> operands = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            int sign = word.indexOf('=');
            String name = word.startsWith("--") && sign > 0 ? word.substring(0, sign) : word;
            Optional<String> option = List.of(names).stream()
                    .filter(known -> List.of(known.split("[ =]", -1)).contains(name))
                    .findFirst();
            if (option.isEmpty() && !word.startsWith("-")) {
                operands.add(word);
            } else if (!name.equals(word)) {
                values.put(longName(option.orElse(name)), word.substring(sign + 1));
            } else if (option.isPresent() && option.get().endsWith("=") && i + 1 < words.size()) {
                values.put(longName(option.get()), words.get(++i));
            } else {
                values.put(longName(option.orElse(name)), "");
            }
        }
        return new Options(values, operands);
    }

    private static String longName(String names) {
        return names.split("[ =]", 2)[0];
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }
}
