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
 * What GRUB's variables may be at a place of a script; of those that are not in here nothing is known.
 *
 * <p>Source: GRUB's kern/env.c and normal/context.c for contexts and what is exported, kern/main.c for {@code root}.
 */
final class Variables {
    /** How many values of a variable are told apart: more than that is as good as unknown. */
    static final int MAX_VALUES = 32;

    /** How many variables are looked after. */
    private static final int VARIABLES = 500;

    private final Map<String, String> constants;
    private final Map<String, Set<Text>> values = new HashMap<>();
    private final Set<String> exported = new HashSet<>();
    private Parameters parameters = Parameters.NONE;
    private Optional<Boolean> status = Optional.empty();

    /** Whether nothing is certain any more from here on, whatever is set. */
    private boolean lost;

    /** Whether another file may have defined functions. */
    private boolean foreign;

    /**
     * At the beginning of a script.
     *
     * @param constants variables that stay what they are unless the script sets them itself
     * @param beginning what others are
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
        return copy;
    }

    /** What holds whichever of two ways was taken. */
    Variables join(Variables other) {
        Variables both = new Variables(constants, Map.of());
        both.values.clear();
        both.lost = lost || other.lost;
        both.foreign = foreign || other.foreign;
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

    /** This, and each variable unknown that another one has otherwise: so that loops come to an end. */
    Variables widened(Variables other) {
        Variables wide = join(other);
        wide.values.entrySet().removeIf(entry -> !entry.getValue().equals(values.get(entry.getKey())));
        wide.parameters = parameters.equals(other.parameters) ? parameters : Parameters.UNKNOWN;
        return wide;
    }

    void set(String name, Set<Text> possible) {
        if (lost) {
            forget(name);
            return;
        }
        Set<Text> kept = name.equals("root") ? withoutParentheses(possible) : possible;
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

    void unset(String name) {
        set(name, Set.of(Text.EMPTY));
        if (!name.equals("root")) {
            exported.remove(name);
        }
    }

    void forget(String name) {
        values.remove(name);
    }

    /** After something that may have set any of them. */
    void forgetAll() {
        values.clear();
        constants.forEach((name, value) -> values.put(name, Set.of(Text.of(value))));
        status = Optional.empty();
    }

    /** After something that leaves GRUB in a state of which nothing is certain. */
    void lose() {
        forgetAll();
        lost = true;
        foreign = true;
        parameters = Parameters.UNKNOWN;
    }

    boolean isLost() {
        return lost;
    }

    /** After something that may have run another file. */
    void meetForeign() {
        foreign = true;
    }

    boolean isForeign() {
        return foreign;
    }

    void export(String name) {
        exported.add(name);
    }

    /** What is left of them in a submenu: what is exported, and what the script never touched. */
    Variables inSubmenu() {
        Variables inside = copy();
        inside.values.replaceAll(
                (name, value) -> exported.contains(name) || constants.containsKey(name) || Exported.byGrub(name)
                        ? value
                        : Set.of(Text.EMPTY));
        return inside;
    }

    /** What a variable may be, or {@code $?} or one of the parameters. */
    Set<Text> possible(String name) {
        if (name.equals("?")) {
            return Set.of(status.equals(Optional.of(true)) ? Text.of("0") : Text.unknown(name));
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

    /** Whether a name stands for what a function is called with, and is never set. */
    static boolean isSpecial(String name) {
        return !name.isEmpty() && (Character.isDigit(name.charAt(0)) || "#@*".contains(name));
    }

    Parameters parameters() {
        return parameters;
    }

    void parameters(Parameters now) {
        parameters = lost ? Parameters.UNKNOWN : now;
    }

    /** Whether the last command succeeded, where that is certain. */
    Optional<Boolean> status() {
        return status;
    }

    void status(Optional<Boolean> now) {
        status = lost ? Optional.empty() : now;
    }

    boolean isAs(Variables other) {
        return lost == other.lost
                && foreign == other.foreign
                && status.equals(other.status)
                && values.equals(other.values)
                && parameters.equals(other.parameters)
                && exported.equals(other.exported);
    }
}
