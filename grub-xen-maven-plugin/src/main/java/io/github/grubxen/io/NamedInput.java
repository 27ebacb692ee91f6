// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.io;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a file. If the file system refuses that, the error names the file, which Java's own error for a bad disk does not. */
public final class NamedInput extends FilterInputStream {
    private final Path file;

    private NamedInput(Path file, InputStream in) {
        super(in);
        this.file = file;
    }

    /**
     * Opens a file.
     *
     * @throws BadInput if it cannot be opened, and later if it cannot be read
     */
    public static InputStream open(Path file) throws BadInput {
        try {
            return of(file, Files.newInputStream(file));
        } catch (IOException e) {
            throw InputFile.unreadable(file.toString(), e);
        }
    }

    /** Names the file that a stream reads. */
    public static InputStream of(Path file, InputStream in) {
        return new NamedInput(file, in);
    }

    @Override
    public int read() throws IOException {
        try {
            return in.read();
        } catch (IOException e) {
            throw InputFile.unreadable(file.toString(), e);
        }
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        try {
            return in.read(buffer, offset, length);
        } catch (IOException e) {
            throw InputFile.unreadable(file.toString(), e);
        }
    }
}
