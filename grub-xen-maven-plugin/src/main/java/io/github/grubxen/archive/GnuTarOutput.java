// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.archive;

import io.github.grubxen.io.BadInput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes a tar archive as GNU tar does for dpkg-deb, to the byte: files, directories, symbolic links, names of any length.
 *
 * <p>Source: GNU tar's manual, "Basic Tar Format"; the bytes that dpkg-deb makes.
 */
public final class GnuTarOutput implements AutoCloseable {
    /** GNU tar's name for entries that contain a long name. */
    private static final String LONG = "././@LongLink";

    /** Maximum size that fits into a header's octal digits, in bytes. */
    private static final long LARGEST = 077777777777L;

    private final OutputStream out;
    private long written;

    /** Writes to a stream, which is closed with the archive. */
    public GnuTarOutput(OutputStream out) {
        this.out = out;
    }

    /** Writes a directory; its name ends with a slash. */
    public void putDirectory(String name, TarAttributes attributes) throws IOException {
        put(GnuTarHeader.DIRECTORY, name, "", attributes, 0);
    }

    /** Writes a symbolic link. */
    public void putLink(String name, String target, TarAttributes attributes) throws IOException {
        put(GnuTarHeader.SYMBOLIC_LINK, name, target, attributes, 0);
    }

    /**
     * Writes a file.
     *
     * @param size size of the content in bytes; the stream must have exactly this size
     */
    public void putFile(String name, TarAttributes attributes, long size, InputStream content) throws IOException {
        if (size > LARGEST) {
            throw new BadInput(name, "too large for an archive (" + size + " bytes)", "Use a smaller file.");
        }
        put(GnuTarHeader.REGULAR, name, "", attributes, size);
        long copied = content.transferTo(out);
        written += copied;
        if (copied != size) {
            throw new BadInput(name, copied + " bytes were read where " + size + " were expected", "Build again.");
        }
        pad(GnuTar.BLOCK);
    }

    /** Ends the archive. */
    @Override
    public void close() throws IOException {
        try (out) {
            zeros(2 * GnuTar.BLOCK);
            pad(GnuTar.RECORD);
        }
    }

    private void put(char type, String name, String link, TarAttributes attributes, long size) throws IOException {
        attributes.check(name);
        putLong(GnuTarHeader.LONG_LINK, link);
        putLong(GnuTarHeader.LONG_NAME, name);
        write(new GnuTarHeader(type, name, link, attributes, size).toByteArray());
    }

    private void putLong(char type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > GnuTarHeader.LONGEST_NAME) {
            write(new GnuTarHeader(type, LONG, "", TarAttributes.root(0), bytes.length + 1L).toByteArray());
            write(bytes);
            zeros(1);
            pad(GnuTar.BLOCK);
        }
    }

    private void write(byte[] bytes) throws IOException {
        out.write(bytes);
        written += bytes.length;
    }

    private void pad(int unit) throws IOException {
        zeros((int) ((unit - written % unit) % unit));
    }

    private void zeros(int count) throws IOException {
        write(new byte[count]);
    }
}
