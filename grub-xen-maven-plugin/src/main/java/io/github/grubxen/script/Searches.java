// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.script;

import java.util.List;

/**
 * The variable that {@code search} sets: the one that {@code --set} names, or {@code root} if it names none. Without
 * {@code --set}, it sets no variable and prints the result.
 *
 * <p>Source: grub-core/commands/search_wrap.c of 2.06 to 2.14.
 */
final class Searches {
    private Searches() {}

    private static final String SET = "--set=";

    /** Whether the command may set {@code root}. */
    static boolean maySetRoot(Call call) {
        return call.arguments().stream().anyMatch(Searches::maySetRoot);
    }

    /** Whether a word may name the variable that is set: it or the word before it is {@code --set}, or is unknown. */
    static boolean mayNameVariable(List<Field> arguments, int at) {
        return isSet(arguments.get(at)) || (at > 0 && isSet(arguments.get(at - 1)));
    }

    private static boolean isSet(Field field) {
        return field.text()
                .map(text -> text.startsWith("--s") || text.matches("-[a-zA-Z]*s[a-zA-Z]*"))
                .orElse(true);
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
