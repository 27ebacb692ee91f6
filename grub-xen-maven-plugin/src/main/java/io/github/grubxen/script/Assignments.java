// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.script;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Assignments to variables: {@code set a=b}, and {@code a=b} if no command has this name. */
final class Assignments {
    private Assignments() {}

    /**
     * The variable that a call assigns without {@code set}. Empty if the call is a command, or if its alternatives
     * differ.
     */
    static Optional<String> name(Call call, Predicate<String> isCommand) {
        Set<Optional<String>> names = new LinkedHashSet<>();
        call.alternatives().forEach(words -> names.add(words.get(0).assigned()));
        boolean command = call.name().filter(isCommand).isPresent();
        return command || names.size() != 1
                ? Optional.empty()
                : names.iterator().next();
    }

    /** Applies the assignment of a call. Returns whether {@code set} succeeds, if that is certain. */
    static Optional<Boolean> apply(Call call, Variables variables) {
        Map<String, Set<Text>> values = new HashMap<>();
        boolean all = true;
        boolean any = false;
        boolean open = false;
        for (Optional<Field> field : call.assignments()) {
            Optional<String> name = field.flatMap(Field::assigned);
            if (name.isPresent()) {
                values.computeIfAbsent(name.get(), key -> new LinkedHashSet<>())
                        .add(field.get().assignedValue());
                any = true;
            } else {
                all &= field.isEmpty();
                any |= field.isEmpty();
                open |= field.isPresent() && !field.get().certain();
            }
        }
        if (open) {
            variables.forgetAll();
            return Optional.empty();
        }
        boolean one = values.size() == 1 && all;
        values.forEach((name, texts) -> {
            if (!Variables.isSpecial(name) && !name.equals("?")) {
                Set<Text> either = new LinkedHashSet<>(texts);
                if (!one) {
                    either.addAll(variables.possible(name));
                }
                variables.set(name, either);
            }
        });
        return all ? Optional.of(true) : any ? Optional.empty() : Optional.of(false);
    }
}
