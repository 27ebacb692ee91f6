// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.io.BadInput;
import java.util.ArrayList;
import java.util.List;

/** The entries of a list. Maven keeps the blanks around each entry, and passes null for an empty one. */
final class Entries {
    private Entries() {}

    /**
     * The entries without blanks around them.
     *
     * @param where the property or POM element
     * @throws BadInput if one is empty
     */
    static List<String> of(String where, List<String> given) throws BadInput {
        List<String> entries = new ArrayList<>();
        for (String entry : given) {
            if (entry == null || entry.isBlank()) {
                throw new BadInput(
                        where,
                        "entry " + (entries.size() + 1) + " of " + given.size() + " is empty",
                        "Take it out, or the comma that makes it.");
            }
            entries.add(entry.strip());
        }
        return entries;
    }
}
