// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.io;

import java.io.IOException;
import java.io.Serial;
import java.nio.file.Path;
import java.util.List;

/** Input that cannot be used. The message contains the place, the problem and the remedy. */
public final class BadInput extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Diagnostic diagnostic;

    /** Input that violates a named rule. */
    public BadInput(Diagnostic diagnostic) {
        super(diagnostic.toString());
        this.diagnostic = diagnostic;
    }

    /**
     * Input that cannot be read or used.
     *
     * @param place the place of the problem
     * @param problem the problem, without a final stop
     * @param remedy what the user can do, as a complete sentence
     */
    public BadInput(Place place, String problem, String remedy) {
        this(Diagnostic.input(place, problem, remedy));
    }

    /** As {@link #BadInput(Place, String, String)}, for input that has a name but no file. */
    public BadInput(String name, String problem, String remedy) {
        this(new Place.Named(name), problem, remedy);
    }

    /** As {@link #BadInput(Place, String, String)}, for a whole file. */
    public BadInput(Path file, String problem, String remedy) {
        this(Place.of(file), problem, remedy);
    }

    /**
     * Input about which another program printed messages.
     *
     * @param lines the lines that the program printed; a message shows each on a separate line
     */
    public static BadInput quoting(Place place, String problem, List<String> lines, String remedy) {
        return new BadInput(new Diagnostic(place, Diagnostic.INPUT, Diagnostic.Severity.ERROR, problem, lines, remedy));
    }

    /**
     * As {@link #BadInput(Place, String, String)}, for an operation that the file system refused. The message contains the
     * reason in words.
     *
     * @param remedy the remedy if the reason, such as a full disk, has no better one
     */
    public static BadInput of(Place place, String problem, IOException refusal, String remedy) {
        return new BadInput(place, problem + " (" + Refusal.reason(refusal) + ")", Refusal.remedy(refusal, remedy));
    }

    /** As {@link #of(Place, String, IOException, String)}, for a file. */
    public static BadInput of(Path file, String problem, IOException refusal, String remedy) {
        return of(Place.of(file), problem, refusal, remedy);
    }

    /** Place, problem and remedy. */
    public Diagnostic diagnostic() {
        return diagnostic;
    }
}
