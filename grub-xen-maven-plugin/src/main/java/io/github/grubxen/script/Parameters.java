// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.script;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The arguments of the running function or menu entry: {@code $1}, {@code $@}, {@code $#}.
 *
 * @param scope whether a function or entry runs at all
 * @param values the possible values of each argument; empty if not even their number is known
 */
record Parameters(boolean scope, Optional<List<Set<Text>>> values) {

    /** The parameters of the script itself. */
    static final Parameters NONE = new Parameters(false, Optional.of(List.of()));

    /** The parameters of a function that may be called from anywhere. */
    static final Parameters UNKNOWN = new Parameters(true, Optional.empty());

    static Parameters of(List<Set<Text>> values) {
        return new Parameters(true, Optional.of(List.copyOf(values)));
    }

    Parameters join(Parameters other) {
        if (equals(other)) {
            return this;
        }
        if (values.isEmpty()
                || other.values.isEmpty()
                || values.get().size() != other.values.get().size()) {
            return UNKNOWN;
        }
        List<Set<Text>> both = new ArrayList<>();
        for (int i = 0; i < values.get().size(); i++) {
            Set<Text> either = new LinkedHashSet<>(values.get().get(i));
            either.addAll(other.values.get().get(i));
            both.add(either.size() > Variables.MAX_VALUES ? Set.of(Text.unknown("" + (i + 1))) : either);
        }
        return of(both);
    }

    /** The parameters after {@code shift}. If there are fewer than {@code count}, all of them remain. */
    Parameters shifted(int count) {
        return values.map(all -> count > all.size() ? this : of(all.subList(count, all.size())))
                .orElse(this);
    }
}
