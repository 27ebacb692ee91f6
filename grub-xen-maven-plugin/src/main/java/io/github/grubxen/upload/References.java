// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.upload;

import java.util.HashSet;
import java.util.Set;

/** The references of a document's components. Each occurs once. */
final class References {
    private final Set<String> taken = new HashSet<>();

    /** A component with the requested reference, or, if it exists already, with the reference followed by a number. */
    SbomComponent component(String type, String wanted, String name) {
        String reference = wanted;
        for (int i = 2; !taken.add(reference); i++) {
            reference = wanted + "~" + i;
        }
        return SbomComponent.of(type, reference, name);
    }
}
