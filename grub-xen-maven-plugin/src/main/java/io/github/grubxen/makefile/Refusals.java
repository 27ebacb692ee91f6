// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.makefile;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Place;

/** The refusals of this package. Each has a line, and the way around every construct that is not read. */
final class Refusals {
    /** Instead of a Makefile or script, the commands that it runs can be read. */
    static final String RUN =
            "Give the value as a variable; or read the output of 'make -Bn' or 'sh -x' as a shell script,"
                    + " which has all values.";

    /** The remedy for syntax that is not read. */
    static final String PLAIN =
            "Write it in another way; or read the output of 'make -Bn' or 'sh -x' as a shell script.";

    private Refusals() {}

    static BadInput at(String file, int line, String problem, String remedy) {
        return new BadInput(new Place.WholeLine(file, line), problem, remedy);
    }

    static BadInput syntax(String file, int line, String problem) {
        return at(file, line, problem, PLAIN);
    }
}
