// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.makefile;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Place;

/**
 * The line of a Makefile at which a text begins.
 *
 * @param file the name of the file, for messages
 * @param line from 1
 * @param exact whether the text's further lines are the next lines of the file; they are not if the text is a variable's
 */
record Spot(String file, int line, boolean exact) {

    static Spot at(String file, int line) {
        return new Spot(file, line, true);
    }

    /** The same line, for a text that variables give. */
    Spot inexact() {
        return new Spot(file, line, false);
    }

    Place place() {
        return new Place.WholeLine(file, line);
    }

    /** A refusal with the remedy that helps with all syntax that is not read. */
    BadInput refused(String problem) {
        return Refusals.syntax(file, line, problem);
    }

    BadInput refused(String problem, String remedy) {
        return Refusals.at(file, line, problem, remedy);
    }
}
