// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import io.github.grubxen.script.Argument;
import io.github.grubxen.script.EntryPath;
import io.github.grubxen.script.Menu;
import io.github.grubxen.script.Node;
import io.github.grubxen.script.Position;
import io.github.grubxen.script.Script;
import io.github.grubxen.script.Statement;
import io.github.grubxen.script.Word;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The entries that GRUB starts by itself when no key is pressed: an entry of the menu and, if that is a submenu, one of its
 * entries.
 *
 * <p>Source: get_entry_number, run_menu and grub_menu_execute_entry in grub-core/normal/menu.c, the same in 2.06, 2.12 and
 * 2.14.
 */
final class StartedEntries {
    private StartedEntries() {}

    /** A number at the start of {@code default} is the number of an entry. GRUB then compares no titles and ids. */
    private static final Pattern NUMBER = Pattern.compile("\\s*(0[xX][0-9a-fA-F]+|\\d+).*", Pattern.DOTALL);

    private static final Set<String> WITH_VALUE = Set.of("--class", "--users", "--hotkey", "--source");

    /** A menu, and the value of the variable {@code default} in it. */
    record Level(Menu menu, String text) {
        /** The entry that GRUB starts; empty if it is not certain. */
        Optional<Node> entry() {
            Optional<Integer> number = number(text);
            if (number.isPresent() && number.get() < menu.entries().size()) {
                return Optional.of(menu.entries().get(number.get()));
            }
            for (Node entry : number.isPresent() ? List.<Node>of() : menu.entries()) {
                Optional<Boolean> named = isNamed(entry, EntryPath.of(text).name());
                if (named.isEmpty()) {
                    return Optional.empty();
                } else if (named.get()) {
                    return Optional.of(entry);
                }
            }
            return Optional.of(menu.entries().get(0));
        }

        /** Whether the value certainly names no entry. */
        boolean namesNone() {
            Optional<Integer> number = number(text);
            return number.map(place -> place >= menu.entries().size())
                    .orElseGet(() -> menu.entries().stream()
                            .allMatch(entry ->
                                    isNamed(entry, EntryPath.of(text).name()).equals(Optional.of(false))));
        }
    }

    /** The menus on the way to the started entry, as far as they and {@code default} are certain. */
    static List<Level> levels(Subject subject) {
        List<Level> levels = new ArrayList<>();
        Optional<Menu> menu = Optional.of(subject.run().menu());
        Optional<String> text = text(subject);
        while (menu.filter(shown -> shown.certain() && !shown.entries().isEmpty())
                        .isPresent()
                && text.isPresent()) {
            Level level = new Level(menu.get(), text.get());
            levels.add(level);
            Optional<Node> submenu = level.entry()
                    .filter(entry -> entry.name().equals("submenu"))
                    .filter(entry -> isOnce(entry, level.menu()));
            text = submenu.isEmpty() || setsDefault(subject, submenu.get())
                    ? Optional.empty()
                    : Optional.of(EntryPath.of(level.text()).rest());
            menu = submenu.flatMap(subject.run()::submenu);
        }
        return levels;
    }

    /** The entries that are started, as far as they are certain. If all are certain, the last one is the entry that boots. */
    static List<Node> of(Subject subject) {
        return levels(subject).stream().flatMap(level -> level.entry().stream()).toList();
    }

    /** Places of the commands in an entry's block, without the blocks of nested entries. */
    static Set<Position> commands(Subject subject, Node entry) {
        Set<Position> positions = new HashSet<>();
        for (Statement.Command command : subject.script().commands()) {
            if (command.position().equals(entry.position())) {
                List<Statement.Command> all = inBlock(command);
                all.forEach(inner -> positions.add(inner.position()));
                all.forEach(inner -> inBlock(inner).forEach(deeper -> positions.remove(deeper.position())));
            }
        }
        return positions;
    }

    private static List<Statement.Command> inBlock(Statement.Command command) {
        return new Script("", command.block().orElse(List.of()), List.of()).commands();
    }

    /** The value of {@code default} when the menu is shown; an empty text if it is not set. */
    private static Optional<String> text(Subject subject) {
        List<Word> values = subject.run().atMenu("default").possible();
        boolean never = subject.nodes().stream()
                .noneMatch(node -> node.assigned().equals(Optional.of("default"))
                        || node.name().equals("load_env"));
        return never
                ? Optional.of("")
                : Optional.of(values)
                        .filter(all -> all.size() == 1)
                        .flatMap(all -> all.get(0).literal());
    }

    private static boolean isOnce(Node entry, Menu menu) {
        return menu.entries().stream()
                        .filter(other -> other.position().equals(entry.position()))
                        .count()
                == 1;
    }

    private static boolean setsDefault(Subject subject, Node submenu) {
        Set<Position> inside = commands(subject, submenu);
        return subject.nodes().stream()
                .filter(node -> inside.contains(node.position()))
                .anyMatch(node -> node.assigned().equals(Optional.of("default"))
                        || node.name().isEmpty()
                        || node.name().equals("load_env")
                        || subject.run().isFunction(node.name()));
    }

    private static Optional<Integer> number(String text) {
        Matcher number = NUMBER.matcher(text);
        if (!number.matches() || number.group(1).length() > 9) {
            return number.matches() ? Optional.of(Integer.MAX_VALUE) : Optional.empty();
        }
        try {
            return Optional.of(Integer.decode(number.group(1)));
        } catch (NumberFormatException e) {
            return Optional.of(0); // digits after a zero that are not octal
        }
    }

    /** Whether an entry has the title or id; empty if it is unknown. */
    private static Optional<Boolean> isNamed(Node entry, String name) {
        List<Argument> words = entry.arguments();
        boolean title = false;
        for (int i = 0; i < words.size(); i++) {
            Optional<String> word =
                    Words.isOpen(words.get(i)) ? Optional.empty() : words.get(i).literal();
            if (word.isEmpty()) {
                return Optional.empty();
            } else if (WITH_VALUE.contains(word.get())) {
                i++;
            } else if (word.get().equals("--id=" + name)) {
                return Optional.of(true);
            } else if (word.get().equals("--id") && i + 1 < words.size()) {
                i++;
                Optional<String> id = words.get(i).literal();
                if (id.isEmpty() || id.get().equals(name)) {
                    return id.map(name::equals);
                }
            } else if (!word.get().startsWith("-") && !title) {
                title = true;
                if (word.get().equals(name)) {
                    return Optional.of(true);
                }
            }
        }
        return Optional.of(false);
    }
}
