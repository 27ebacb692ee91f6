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
 * Reads an archive that nobody vouches for. Its library keeps names and headers of any size in memory and calls itself
 * for each header of a header, so it gets only so many bytes at a time; whatever it throws becomes a {@link BadInput}.
 *
 * @param <E> kind of its entries
 */
public final class BoundedArchive<E extends ArchiveEntry> {
    /** Most that may lie between the contents of two entries, in bytes: long names, checksums, attributes. */
    private static final int HEADER_LIMIT = 1 << 16;

    private final String name;
    private final Allowance bytes;
    private final ArchiveInputStream<E> archive;
    private final Content content;
    private boolean begun;

    /**
     * An archive out of a stream, which the caller closes.
     *
     * @param name the file, for messages
     * @param limit most that may be read, in bytes
     * @param library what reads the format
     */
    public BoundedArchive(
            String name, InputStream in, long limit, Function<InputStream, ArchiveInputStream<E>> library) {
        this.name = name;
        this.bytes = new Allowance(in, limit);
        this.archive = library.apply(bytes);
        this.content = new Content(archive);
    }

    /** The next entry, or null behind the last one. What is left of the one before is passed over. */
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

    /** A few bytes may say that a file is larger than any disk: it is not read but skipped. */
    private void passOverHoles() throws BadInput {
        try {
            while (archive.skip(Long.MAX_VALUE) > 0) {
                // the library goes from hole to hole
            }
        } catch (IOException | RuntimeException e) {
            throw unreadable(name, e);
        }
    }

    /** The bytes of the entry that {@link #next} gave last. */
    public InputStream content() {
        return content;
    }

    /** What a library's exception means to a user; one of ours, out of an archive around this one, stays as it is. */
    static BadInput unreadable(String name, Exception e) {
        return e instanceof BadInput ours
                ? ours
                : new BadInput(name, "cannot be read (" + e.getMessage() + ")", "Get the package again.");
    }

    /** What the library may read: all in all, and of a header. */
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

    /** The entry's bytes as far as the library gives them. */
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
