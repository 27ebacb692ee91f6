// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.archive;

import io.github.grubxen.io.BadInput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Function;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.jspecify.annotations.Nullable;

/**
 * Reads an archive that is not trusted. The library keeps names and headers of any size in memory, and recurses for each nested
 * header. The bytes that it gets are therefore limited, and all of its exceptions become a {@link BadInput}.
 *
 * @param <E> the kind of its entries
 */
public final class BoundedArchive<E extends ArchiveEntry> {
    /** Maximum size of the data between the contents of two entries, in bytes: long names, checksums, attributes. */
    private static final int HEADER_LIMIT = 1 << 16;

    private final String name;
    private final Allowance bytes;
    private final ArchiveInputStream<E> archive;
    private final Content content;
    private boolean begun;

    /**
     * An archive in a stream. The caller closes the stream.
     *
     * @param name the file, for messages
     * @param limit maximum number of bytes to read
     * @param library opens the library's reader of the format
     */
    public BoundedArchive(
            String name, InputStream in, long limit, Function<InputStream, ArchiveInputStream<E>> library) {
        this.name = name;
        this.bytes = new Allowance(in, limit);
        this.archive = library.apply(bytes);
        this.content = new Content(archive);
    }

    /** The next entry, or null after the last one. The rest of the previous entry is skipped. */
    public @Nullable E next() throws IOException {
        if (begun && content.sparse) {
            passOverHoles();
        } else if (begun) {
            content.transferTo(OutputStream.nullOutputStream());
        }
        begun = true;
        bytes.header = HEADER_LIMIT;
        try {
            E entry = archive.getNextEntry();
            content.sparse = entry instanceof TarArchiveEntry member && member.isSparse();
            content.left = entry == null || entry.isDirectory() ? 0 : entry.getSize();
            return entry;
        } catch (IOException | RuntimeException e) {
            throw unreadable(name, e);
        } finally {
            bytes.header = Long.MAX_VALUE;
        }
    }

    /** A header of a few bytes can declare a file that is larger than any disk. Such a file is skipped without reading it. */
    private void passOverHoles() throws BadInput {
        try {
            while (archive.skip(Long.MAX_VALUE) > 0) {
                // the library iterates over all holes
            }
        } catch (IOException | RuntimeException e) {
            throw unreadable(name, e);
        }
    }

    /** The bytes of the entry that {@link #next} returned last. */
    public InputStream content() {
        return content;
    }

    /** Translates an exception of the library for the user. A {@link BadInput} of an enclosing archive stays unchanged. */
    static BadInput unreadable(String name, Exception e) {
        return e instanceof BadInput ours
                ? ours
                : new BadInput(name, "cannot be read (" + e.getMessage() + ")", "Get the package again.");
    }

    /** Limits the bytes that the library may read, in total and for each header. */
    private static final class Allowance extends BlockInputStream {
        private long all;
        private long header = Long.MAX_VALUE;

        Allowance(InputStream in, long limit) {
            super(in);
            all = limit;
        }

        @Override
        public int read(byte[] to, int from, int count) throws IOException {
            return (int) took(in.read(to, from, (int) Math.min(count, allowed())));
        }

        @Override
        public long skip(long count) throws IOException {
            return took(in.skip(Math.min(count, allowed())));
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        private long allowed() throws IOException {
            long allowed = Math.min(all, header);
            if (allowed <= 0) {
                throw new IOException(
                        header < all ? "a header of more than " + HEADER_LIMIT + " bytes" : "it unpacks to too much");
            }
            return allowed;
        }

        private long took(long count) {
            all -= Math.max(0, count);
            header -= Math.max(0, count);
            return count;
        }
    }

    /** The bytes of the current entry. */
    private final class Content extends BlockInputStream {
        private long left;
        private boolean sparse;

        Content(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] to, int from, int count) throws IOException {
            if (sparse) {
                throw new BadInput(name, "a sparse file, which may unpack to anything", "Pack it without its holes.");
            }
            int read;
            try {
                read = in.read(to, from, count);
            } catch (IOException | RuntimeException e) {
                throw unreadable(name, e);
            }
            left -= Math.max(0, read);
            if (read < 0 && left > 0) {
                throw new BadInput(name, "cut off: " + left + " bytes are missing", "Get the package again.");
            }
            return read;
        }

        @Override
        public void close() {
            // the next entry is read from the same stream
        }
    }
}
