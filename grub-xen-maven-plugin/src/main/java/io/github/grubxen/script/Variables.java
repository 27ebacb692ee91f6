// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.script;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The possible values of GRUB's variables at a point of a script. The value of any other variable is unknown.
 *
 * <p>Source: GRUB's kern/env.c and normal/context.c for contexts and exports, kern/main.c for {@code root}.
 */
final class Variables {
    /** Largest number of values of a variable that are distinguished. A variable with more values counts as unknown. */
    static final int MAX_VALUES = 32;

    /** Largest number of variables whose values are kept. */
    private static final int VARIABLES = 500;

    private final Map<String, String> constants;
    private final Map<String, Set<Text>> values = new HashMap<>();
    private final Set<String> exported = new HashSet<>();
    private Parameters parameters = Parameters.NONE;
    private Optional<Boolean> status = Optional.empty();

    /** Whether nothing is certain from here on, no matter what is set. */
    private boolean lost;

    /** Whether another file may have defined functions. */
    private boolean foreign;

    private LoadedTests tests = LoadedTests.NONE;
    private SetNames assigned = SetNames.NONE;

    /**
     * The variables at the start of a script.
     *
     * @param constants variables that keep their values unless the script itself sets them
     * @param beginning initial values of other variables
     */
    Variables(Map<String, String> constants, Map<String, String> beginning) {
        this.constants = constants;
        beginning.forEach((name, value) -> values.put(name, Set.of(Text.of(value))));
        constants.forEach((name, value) -> values.put(name, Set.of(Text.of(value))));
    }

    Variables copy() {
        Variables copy = new Variables(constants, Map.of());
        copy.values.clear();
        copy.values.putAll(values);
        copy.exported.addAll(exported);
        copy.parameters = parameters;
        copy.status = status;
        copy.lost = lost;
        copy.foreign = foreign;
        copy.tests = tests;
        copy.assigned = assigned;
        return copy;
    }

    /** The join of two branches: only facts that hold in both remain. */
    Variables join(Variables other) {
        Variables both = new Variables(constants, Map.of());
        both.values.clear();
        both.lost = lost || other.lost;
        both.foreign = foreign || other.foreign;
        both.tests = tests.join(other.tests);
        both.assigned = assigned.join(other.assigned);
        both.parameters = parameters.join(other.parameters);
        both.status = status.equals(other.status) ? status : Optional.empty();
        both.exported.addAll(exported);
        both.exported.addAll(other.exported);
        values.forEach((name, mine) -> {
            Set<Text> others = other.values.get(name);
            if (mine.equals(others)) {
                both.values.put(name, mine);
            } else {
                Set<Text> either = new LinkedHashSet<>(mine);
                either.addAll(other.possible(name));
                both.set(name, either);
            }
        });
        other.values.forEach((name, others) -> {
            if (!values.containsKey(name)) {
                Set<Text> either = new LinkedHashSet<>(possible(name));
                either.addAll(others);
                both.set(name, either);
            }
        });
        return both;
    }

    /**
     * These variables, but each one that differs in {@code other} becomes unknown. So the interpretation of a loop
     * ends.
     */
    Variables widened(Variables other) {
        Variables wide = join(other);
        wide.values.entrySet().removeIf(entry -> !entry.getValue().equals(values.get(entry.getKey())));
        wide.parameters = parameters.equals(other.parameters) ? parameters : Parameters.UNKNOWN;
        return wide;
    }

    void set(String name, Set<Text> possible) {
        assigned = assigned.with(name);
        if (name.equals("prefix") && !possible.equals(values.get(name))) {
            tests = tests.afterMove();
        }
        if (lost) {
            forget(name);
            return;
        }
        Set<Text> kept = name.equals("root")
                ? withoutParentheses(possible)
                : name.equals("timeout") ? withoutUnset(possible) : possible;
        boolean unknown = kept.size() > MAX_VALUES || kept.equals(Set.of(Text.unknown(name)));
        if (unknown || (values.size() >= VARIABLES && !values.containsKey(name))) {
            values.remove(name);
        } else {
            values.put(name, Set.copyOf(kept));
        }
    }

    private static Set<Text> withoutParentheses(Set<Text> possible) {
        Set<Text> devices = new LinkedHashSet<>();
        for (Text text : possible) {
            String device = text.certain() ? text.text() : "";
            boolean inside = device.startsWith("(") && device.endsWith(")");
            devices.add(inside ? Text.of(device.substring(1, device.length() - 1)) : text);
        }
        return devices;
    }

    /** The values of the timeout, in which a variable that nothing has set is no reason for doubt. */
    private Set<Text> withoutUnset(Set<Text> possible) {
        Set<Text> timeouts = new LinkedHashSet<>();
        possible.forEach(text -> timeouts.add(assigned.resolved(text)));
        return timeouts;
    }

    void unset(String name) {
        set(name, Set.of(Text.EMPTY));
        if (!name.equals("root")) {
            exported.remove(name);
        }
    }

    void forget(String name) {
        assigned = assigned.with(name);
        values.remove(name);
    }

    /** Must be called after code that may have set any variable. */
    void forgetAll() {
        values.clear();
        constants.forEach((name, value) -> values.put(name, Set.of(Text.of(value))));
        status = Optional.empty();
        assigned = SetNames.ANY;
    }

    /** Must be called after code that leaves GRUB in an unknown state. */
    void lose() {
        forgetAll();
        lost = true;
        foreign = true;
        parameters = Parameters.UNKNOWN;
    }

    boolean isLost() {
        return lost;
    }

    /** Must be called after code that may have run another file. */
    void meetForeign() {
        foreign = true;
    }

    boolean isForeign() {
        return foreign;
    }

    void export(String name) {
        exported.add(name);
    }

    /** The variables in a submenu: the exported ones, and those that the script never set. */
    Variables inSubmenu() {
        Variables inside = copy();
        inside.values.replaceAll(
                (name, value) -> exported.contains(name) || constants.containsKey(name) || Exported.byGrub(name)
                        ? value
                        : Set.of(Text.EMPTY));
        return inside;
    }

    /** The possible values of a variable, of {@code $?} or of a parameter. */
    Set<Text> possible(String name) {
        if (name.equals("?")) {
            return Set.of(StatusQuestion.value(status));
        }
        if (!isSpecial(name)) {
            Set<Text> known = values.get(name);
            return known == null ? Set.of(Text.unknown(name)) : known;
        }
        if (!parameters.scope()) {
            return Set.of(Text.EMPTY);
        }
        if (parameters.values().isEmpty() || name.equals("@") || name.equals("*")) {
            return Set.of(Text.unknown(name));
        }
        List<Set<Text>> all = parameters.values().get();
        if (name.equals("#")) {
            return Set.of(Text.of("" + all.size()));
        }
        int number = name.length() > 4 ? Integer.MAX_VALUE : Integer.parseInt(name);
        return number == 0 || number > all.size() ? Set.of(Text.EMPTY) : all.get(number - 1);
    }

    /** Whether a name stands for parameters of a function, which are never set. */
    static boolean isSpecial(String name) {
        return !name.isEmpty() && (Character.isDigit(name.charAt(0)) || "#@*".contains(name));
    }

    Parameters parameters() {
        return parameters;
    }

    void parameters(Parameters now) {
        parameters = lost ? Parameters.UNKNOWN : now;
    }

    /** Whether the last command succeeded, if that is certain. */
    Optional<Boolean> status() {
        return status;
    }

    void status(Optional<Boolean> now) {
        status = lost ? Optional.empty() : now;
    }

    /** Whether GRUB certainly has the module of a command such as {@code test}, which runs here. */
    boolean runs(String command) {
        tests = tests.afterRunning(command);
        return tests.has(command);
    }

    boolean isAs(Variables other) {
        return lost == other.lost
                && foreign == other.foreign
                && tests.equals(other.tests)
                && assigned.equals(other.assigned)
                && status.equals(other.status)
                && values.equals(other.values)
                && parameters.equals(other.parameters)
                && exported.equals(other.exported);
    }
}
