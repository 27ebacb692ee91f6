package io.github.grubxen.io;

import java.io.IOException;
import java.io.Serial;
import java.nio.file.Path;

/** Input that cannot be used: the message says where it is, what is wrong with it and what to do about it. */
public final class BadInput extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String where;
    private final String problem;
    private final String remedy;

    /**
     * Puts the message together.
     *
     * @param where the file, its line or offset, or the POM element
     * @param problem what is wrong there, without a final stop
     * @param remedy what the user can do, as a sentence of its own
     */
    public BadInput(String where, String problem, String remedy) {
        super(where + ": " + problem + ". " + remedy);
        this.where = where;
        this.problem = problem;
        this.remedy = remedy;
    }

    /** As {@link #BadInput(String, String, String)}, for a whole file. */
    public BadInput(Path where, String problem, String remedy) {
        this(where.toString(), problem, remedy);
    }

    /** The file, its line or offset, or the POM element. */
    public String where() {
        return where;
    }

    /** What is wrong there. */
    public String problem() {
        return problem;
    }

    /** What the user can do. */
    public String remedy() {
        return remedy;
    }
}
