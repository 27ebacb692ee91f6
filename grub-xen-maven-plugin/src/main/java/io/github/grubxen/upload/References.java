// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.upload;

import java.util.HashSet;
import java.util.Set;

/** The references of one document's components, no two the same. */
final class References {
    private final Set<String> taken = new HashSet<>();

    /** A component under the reference wanted, or, where that is taken, one with a number behind it. */
    SbomComponent component(String type, String wanted, String name) {
        String reference = wanted;
        for (int i = 2; !taken.add(reference); i++) {
            reference = wanted + "~" + i;
        }
        return SbomComponent.of(type, reference, name);
    }
}
