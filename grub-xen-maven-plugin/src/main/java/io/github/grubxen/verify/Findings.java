// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.verify;

import java.util.ArrayList;
import java.util.List;

/** What has been found so far in one package. */
final class Findings {
    private final String deb;
    private final List<Finding> found = new ArrayList<>();

    Findings(String deb) {
        this.deb = deb;
    }

    void add(String check, String path, String problem, String remedy) {
        found.add(new Finding(check, deb, path, problem, remedy));
    }

    List<Finding> all() {
        return List.copyOf(found);
    }
}
