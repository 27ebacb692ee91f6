// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.script;

import java.util.List;

/**
 * What {@code search} sets: the variable that {@code --set} names, else {@code root}; without {@code --set} none, and what it finds
 * is shown.
 *
 * <p>Source: grub-core/commands/search_wrap.c of 2.06 to 2.14.
 */
final class Searches {
    private Searches() {}

    private static final String SET = "--set=";

    /** Whether {@code root} may be what it sets. */
    static boolean maySetRoot(Call call) {
        return call.arguments().stream().anyMatch(Searches::maySetRoot);
    }

    private static boolean maySetRoot(List<Field> arguments) {
        boolean argument = arguments.stream()
                .anyMatch(field ->
                        field.text().filter(text -> !text.startsWith("-")).isPresent());
        for (Field field : arguments) {
            String text = field.text().orElse(SET + "root");
            boolean other = argument && text.startsWith(SET) && !text.equals(SET + "root");
            boolean letter = text.matches("-[a-z]+") && text.contains("s");
            if (letter || (text.startsWith("--s") && !other)) {
                return true;
            }
        }
        return false;
    }
}
