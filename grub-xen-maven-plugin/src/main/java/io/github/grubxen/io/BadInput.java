// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.io;

import java.io.IOException;
import java.io.Serial;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Input that cannot be used: the message says where it is, what is wrong with it and what to do about it. */
public final class BadInput extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String where;
    private final String problem;
    private final String remedy;

    /**
     * Puts the message together. What it quotes of a file that was read as one character a byte is shown as the UTF-8 that it is, and a
     * terminal finds nothing to obey in it.
     *
     * @param where the file, its line or offset, or the POM element
     * @param problem what is wrong there, without a final stop
     * @param remedy what the user can do, as a sentence of its own
     */
    public BadInput(String where, String problem, String remedy) {
        super(Printable.text(where + ": " + Latin1.decoded(problem) + ". " + Latin1.decoded(remedy)));
        this.where = where;
        this.problem = Latin1.decoded(problem);
        this.remedy = Latin1.decoded(remedy);
    }

    /** As {@link #BadInput(String, String, String)}, for a whole file. */
    public BadInput(Path where, String problem, String remedy) {
        this(where.toString(), problem, remedy);
    }

    /** As {@link #BadInput(String, String, String)}, for what a file system refuses, which Java tells in several ways. */
    public static BadInput of(String where, String problem, IOException refusal, String remedy) {
        return new BadInput(where, problem + " (" + reason(refusal) + ")", remedy);
    }

    private static String reason(IOException refusal) {
        if (refusal instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (refusal instanceof NoSuchFileException) {
            return "no such file or folder";
        }
        if (refusal instanceof FileAlreadyExistsException there) {
            return there.getFile() + " is in the way";
        }
        String reason = refusal instanceof FileSystemException told ? told.getReason() : refusal.getMessage();
        return reason == null ? refusal.toString() : reason;
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
