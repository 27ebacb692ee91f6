// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.dryrun;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * GRUB's variables. A new context begins with the exported variables, and what is set in it is lost when it ends.
 *
 * <p>Source: grub-core/normal/context.c, script/execute.c, grub_script_env_get, and kern/main.c, grub_env_write_root.
 */
final class Environment {
    /** The most characters of all arguments of a run. A config needs far fewer, unless it makes a text longer and longer. */
    private static final int MOST_CHARACTERS = 1 << 25;

    private int characters;

    private record Variable(String value, boolean exported) {}

    private final Deque<Map<String, Variable>> contexts = new ArrayDeque<>();
    private final Deque<List<String>> parameters = new ArrayDeque<>();

    Environment(Map<String, String> exported) {
        contexts.push(new HashMap<>());
        exported.forEach((name, value) -> current().put(name, new Variable(value, true)));
        parameters.push(new ArrayList<>());
    }

    private Map<String, Variable> current() {
        return contexts.element();
    }

    /** The value of a variable; an empty text if it is not set. */
    String get(String name) {
        List<String> given = parameters.element();
        if (name.matches("\\d{1,6}")) {
            int number = Integer.parseInt(name);
            return number >= 1 && number <= given.size() ? given.get(number - 1) : "";
        }
        if (name.equals("#")) {
            return parameters.size() > 1 ? String.valueOf(given.size()) : ""; // outside of functions there is no number
        }
        Variable variable = current().get(name);
        return variable == null ? "" : variable.value();
    }

    /** Counts characters of arguments. */
    void count(int added) {
        characters = Math.min(MOST_CHARACTERS, characters + Math.min(MOST_CHARACTERS, added));
    }

    /** Whether the arguments of the run are longer than a config needs. */
    boolean isExhausted() {
        return characters == MOST_CHARACTERS;
    }

    boolean isSet(String name) {
        return current().containsKey(name);
    }

    /** Sets a variable. GRUB strips the parentheses from a value of {@code root}. */
    void set(String name, String value) {
        Variable before = current().get(name);
        String kept = name.equals("root") ? value.replaceFirst("^\\((.*)\\)$", "$1") : value;
        current().put(name, new Variable(kept, before != null && before.exported()));
    }

    void unset(String name) {
        current().remove(name);
    }

    void export(String name) {
        current().put(name, new Variable(get(name), true));
    }

    void open() {
        Map<String, Variable> inherited = new HashMap<>();
        current().forEach((name, variable) -> {
            if (variable.exported()) {
                inherited.put(name, variable);
            }
        });
        contexts.push(inherited);
    }

    void close() {
        contexts.pop();
    }

    /** The positional parameters: {@code $1} and so on. */
    List<String> parameters() {
        return parameters.element();
    }

    /** Begins a function or an entry with these positional parameters. */
    void enter(List<String> given) {
        parameters.push(new ArrayList<>(given));
    }

    void leave() {
        parameters.pop();
    }
}
