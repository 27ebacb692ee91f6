// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import io.github.grubxen.script.Argument;
import io.github.grubxen.script.Menu;
import io.github.grubxen.script.Step;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A default that names no entry of the menu: GRUB starts the first one.
 *
 * <p>Source: get_entry_number and run_menu in grub-core/normal/menu.c, the same in 2.06, 2.12 and 2.14.
 */
final class DefaultEntry {
    private DefaultEntry() {}

    /** A number at the beginning is the entry's; with a title or id this is not looked for. */
    private static final Pattern NUMBER = Pattern.compile("\\s*(0[xX][0-9a-fA-F]+|\\d+).*", Pattern.DOTALL);

    static List<Finding> check(Subject subject) {
        Menu menu = subject.run().menu();
        Argument value = subject.run().atMenu("default");
        if (!menu.certain() || menu.entries().isEmpty() || value.possible().isEmpty()) {
            return List.of();
        }
        List<Optional<String>> values =
                value.possible().stream().map(word -> word.literal()).toList();
        if (values.stream().anyMatch(text -> text.isEmpty() || !namesNone(menu, text.get()))) {
            return List.of();
        }
        int count = menu.entries().size();
        Step where = subject.steps().stream()
                .filter(step -> step.straight() && step.assigned().equals(Optional.of("default")))
                .reduce((first, last) -> last)
                .orElse(menu.entries().get(0));
        return List.of(new Finding(
                where.position(),
                "the default '" + values.get(0).orElseThrow() + "' names no entry of the menu, which has " + count
                        + ": GRUB starts the first one",
                "Entries are numbered from 0; or name one by its --id or its title."));
    }

    /**
     * The entry that GRUB starts.
     *
     * @return its place in the menu, or nothing where it is not certain
     */
    static Optional<Integer> started(Subject subject) {
        Menu menu = subject.run().menu();
        List<Optional<String>> values = subject.run().atMenu("default").possible().stream()
                .map(word -> word.literal())
                .toList();
        boolean never = subject.steps().stream()
                .noneMatch(step -> step.assigned().equals(Optional.of("default"))
                        || step.name().equals("load_env"));
        if (!menu.certain() || menu.entries().isEmpty()) {
            return Optional.empty();
        }
        if (never
                || (values.size() == 1
                        && values.get(0).filter(text -> namesNone(menu, text)).isPresent())) {
            return Optional.of(0);
        }
        return values.size() == 1
                ? values.get(0)
                        .flatMap(DefaultEntry::number)
                        .filter(number -> number < menu.entries().size())
                : Optional.empty();
    }

    /** Whether it is certain that no entry is meant; of no text, and of {@code saved}, which people know of GRUB 0.97, nothing is said. */
    private static boolean namesNone(Menu menu, String text) {
        if (text.isEmpty() || text.equals("saved")) {
            return false;
        }
        Optional<Integer> number = number(text);
        if (number.isPresent()) {
            return number.get() >= menu.entries().size();
        }
        String first = text.replaceFirst("(?<!>)>(?!>).*", "").replace(">>", ">");
        return menu.entries().stream().noneMatch(entry -> mayBe(entry, first));
    }

    private static boolean mayBe(Step entry, String name) {
        return entry.arguments().stream()
                .flatMap(argument -> argument.possible().stream())
                .anyMatch(word -> word.literal().isEmpty()
                        || word.literal().get().equals(name)
                        || word.literal().get().equals("--id=" + name));
    }

    private static Optional<Integer> number(String text) {
        Matcher number = NUMBER.matcher(text);
        if (!number.matches() || number.group(1).length() > 9) {
            return number.matches() ? Optional.of(Integer.MAX_VALUE) : Optional.empty();
        }
        try {
            return Optional.of(Integer.decode(number.group(1)));
        } catch (NumberFormatException e) {
            return Optional.of(0); // digits behind a zero that are none of base 8
        }
    }
}
