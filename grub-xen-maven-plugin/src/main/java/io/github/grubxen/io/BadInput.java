// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.io;

import java.io.IOException;
import java.io.Serial;
import java.nio.file.Path;
import java.util.List;

/** Input that cannot be used: the message says where it is, what is wrong with it and what to do about it. */
public final class BadInput extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Diagnostic diagnostic;

    /** Input for which a rule of its own exists. */
    public BadInput(Diagnostic diagnostic) {
        super(diagnostic.toString());
        this.diagnostic = diagnostic;
    }

    /**
     * Input that cannot be read or used.
     *
     * @param place where
     * @param problem what is wrong there, without a final stop
     * @param remedy what the user can do, as a sentence of its own
     */
    public BadInput(Place place, String problem, String remedy) {
        this(Diagnostic.input(place, problem, remedy));
    }

    /** As {@link #BadInput(Place, String, String)}, for input that the caller has named. */
    public BadInput(String name, String problem, String remedy) {
        this(new Place.Named(name), problem, remedy);
    }

    /** As {@link #BadInput(Place, String, String)}, for a whole file. */
    public BadInput(Path file, String problem, String remedy) {
        this(Place.of(file), problem, remedy);
    }

    /**
     * Input that another program says something about.
     *
     * @param lines what it says; a message shows each on a line of its own
     */
    public static BadInput quoting(Place place, String problem, List<String> lines, String remedy) {
        return new BadInput(new Diagnostic(place, Diagnostic.INPUT, Diagnostic.Severity.ERROR, problem, lines, remedy));
    }

    /**
     * As {@link #BadInput(Place, String, String)}, for what a file system refuses: the message has its reason in words.
     *
     * @param remedy what the user can do, where the reason, such as a full disk, does not tell a better one
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
