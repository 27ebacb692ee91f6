// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.dryrun;

import io.github.grubxen.script.EntryPath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A menu with nobody at the keyboard: its default entry runs after the timeout, and the entries of {@code fallback} if it
 * fails.
 *
 * <p>Source: GRUB, grub-core/normal/menu.c: run_menu, get_entry_number, grub_menu_execute_entry and
 * grub_menu_execute_with_fallback.
 *
 * @param run the state
 * @param interpreter runs the entries
 */
record MenuRun(Run run, Interpreter interpreter) {
    private static final Pattern NUMBER = Pattern.compile("\\s*(0[xX][0-9a-fA-F]{1,7}|\\d{1,9}).*", Pattern.DOTALL);

    /** Shows a menu. Without an entry, GRUB goes on after it. */
    void show(List<MenuEntry> entries) throws IOException {
        if (entries.isEmpty()) {
            return;
        }
        if (!hasTimeout()) {
            run.end(Result.End.WAITS_IN_MENU);
            return;
        }
        List<MenuEntry> menu = List.copyOf(entries);
        List<MenuEntry> fallbacks = fallbacks(menu);
        start(chosen(menu, run.environment.get("default")));
        for (MenuEntry fallback : fallbacks) {
            if (!run.isEnded()) {
                start(fallback);
            }
        }
        run.end(Result.End.WAITS_IN_MENU);
    }

    private boolean hasTimeout() {
        Matcher number =
                Pattern.compile("\\s*([+-]?\\d{1,9}).*", Pattern.DOTALL).matcher(run.environment.get("timeout"));
        return number.matches() && Integer.parseInt(number.group(1)) >= 0;
    }

    private static MenuEntry chosen(List<MenuEntry> menu, String text) {
        Matcher number = NUMBER.matcher(text);
        if (number.matches()) {
            long index = Long.decode(number.group(1).toLowerCase(Locale.ROOT).replaceFirst("^0+(?=\\d)", ""));
            return menu.get(index < menu.size() ? (int) index : 0);
        }
        return menu.stream()
                .filter(entry -> entry.isNamed(EntryPath.of(text)))
                .findFirst()
                .orElse(menu.get(0));
    }

    /** The entries of the variable fallback: numbers, separated by blanks. */
    private List<MenuEntry> fallbacks(List<MenuEntry> menu) {
        List<MenuEntry> fallbacks = new ArrayList<>();
        for (String number : run.environment.get("fallback").split("\\s+", -1)) {
            if (number.matches("\\d{1,6}") && Integer.parseInt(number) < menu.size()) {
                fallbacks.add(menu.get(Integer.parseInt(number)));
            }
        }
        return fallbacks;
    }

    private void start(MenuEntry entry) throws IOException {
        Environment environment = run.environment;
        String before = environment.get("default");
        boolean wasSet = environment.isSet("default");
        run.entries.add(entry.title());
        List<MenuEntry> inner = new ArrayList<>();
        if (entry.submenu()) {
            environment.open();
            run.menus.push(inner);
            environment.set("timeout", "0");
        }
        environment.set("chosen", String.join(">", run.entries));
        String rest = EntryPath.of(before).rest();
        if (rest.isEmpty()) {
            environment.unset("default");
        } else {
            environment.set("default", rest);
        }
        interpreter.entry(entry);
        if (run.started != null) {
            run.end(Result.End.STARTS);
        }
        if (entry.submenu()) {
            if (!run.isEnded()) {
                show(inner);
            }
            run.menus.pop();
            environment.close();
        }
        if (wasSet) {
            environment.set("default", before);
        } else {
            environment.unset("default");
        }
        run.entries.remove(run.entries.size() - 1);
    }
}
