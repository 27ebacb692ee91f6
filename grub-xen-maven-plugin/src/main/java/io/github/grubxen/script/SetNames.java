// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.script;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The variables that a script may have set so far, to whatever value.
 *
 * @param any whether any variable may be set, for example by another file
 * @param names the names, unless {@code any}
 */
record SetNames(boolean any, Set<String> names) {
    /** Largest number of names that are kept. After more of them, any variable may be set. */
    private static final int MOST_NAMES = 500;

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    static final SetNames NONE = new SetNames(false, Set.of());
    static final SetNames ANY = new SetNames(true, Set.of());

    SetNames with(String name) {
        return any || names.contains(name) ? this : join(new SetNames(false, Set.of(name)));
    }

    SetNames join(SetNames other) {
        if (any || other.any) {
            return ANY;
        }
        if (names.containsAll(other.names)) {
            return this;
        }
        Set<String> both = new HashSet<>(names);
        both.addAll(other.names);
        return both.size() > MOST_NAMES ? ANY : new SetNames(false, Set.copyOf(both));
    }

    /** Whether a variable certainly has no value: neither the script nor GRUB has set it. */
    private boolean isUnset(String name) {
        return !any
                && !names.contains(name)
                && !Exported.byGrub(name)
                && NAME.matcher(name).matches();
    }

    /** A value without the variables that certainly have none. If another variable is unknown, the value stays as it is. */
    Text resolved(Text value) {
        boolean open = value.parts().stream().anyMatch(part -> part.variable() && !isUnset(part.text()));
        boolean none = value.parts().stream().noneMatch(Word.Part::variable);
        return value.certain() || open || none || value.isPattern()
                ? value
                : new Text(
                        value.parts().stream().filter(part -> !part.variable()).toList(), true);
    }
}
