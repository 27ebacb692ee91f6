// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.verify;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Diagnostic;
import io.github.grubxen.io.Place;
import java.util.ArrayList;
import java.util.List;

/** The findings in one package so far. */
final class Findings {
    private final String deb;
    private final List<Diagnostic> found = new ArrayList<>();

    Findings(String deb) {
        this.deb = deb;
    }

    void add(Check check, String path, String problem, String remedy) {
        Place place = new Place.InPackage(deb, path);
        found.add(new Diagnostic(place, check.id(), Diagnostic.Severity.ERROR, problem, remedy));
    }

    /** A problem because of which a part of the package cannot be read. */
    void add(Check check, BadInput refusal) {
        Diagnostic told = refusal.diagnostic();
        add(check, told.place().toString(), told.problem(), told.remedy());
    }

    List<Diagnostic> all() {
        return List.copyOf(found);
    }
}
