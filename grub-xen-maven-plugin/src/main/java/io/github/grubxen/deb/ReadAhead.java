// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.deb;

import io.github.grubxen.io.SeriesDigest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * The files of a package in its order. Each is read once, and its MD5 is computed. A thread does this for the next file
 * while the previous one is compressed.
 */
final class ReadAhead implements AutoCloseable {
    /**
     * Maximum size of a file that is kept in memory, in bytes; two such files are kept at once. A larger file is read
     * twice: first for its MD5.
     */
    private static final int LARGEST = 1 << 24;

    private final List<PackageEntry.RegularFile> files;
    private final Map<String, String> md5 = new HashMap<>();
    private final SeriesDigest digests = new SeriesDigest("MD5");
    private final ExecutorService reader = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "read ahead");
        thread.setDaemon(true);
        return thread;
    });
    private final byte[][] buffers = new byte[2][0];
    private int submitted;
    private @Nullable Future<Read> next;

    /**
     * A file that has been read.
     *
     * @param size in bytes
     * @param content a reader of the bytes
     */
    record Read(PackageEntry.RegularFile file, long size, InputStream content, String md5) {}

    ReadAhead(List<PackageEntry> entries) {
        List<PackageEntry.RegularFile> regular = new ArrayList<>();
        for (PackageEntry entry : entries) {
            if (entry instanceof PackageEntry.RegularFile file) {
                regular.add(file);
            }
        }
        files = regular;
        submit();
    }

    /** The next file. The buffer of the previous file is no longer valid. */
    Read next() throws IOException {
        Future<Read> running = next;
        if (running == null) {
            throw new IOException("no further file");
        }
        try {
            Read read = running.get();
            submit();
            md5.put(read.file().path(), read.md5());
            return read;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while reading");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IOException(e.getCause());
        }
    }

    /** The MD5 of each file that was read, by its path. */
    Map<String, String> md5() {
        return md5;
    }

    @Override
    public void close() {
        reader.shutdownNow();
    }

    private void submit() {
        int number = submitted++;
        next = number < files.size() ? reader.submit(() -> read(files.get(number), number % 2)) : null;
    }

    private Read read(PackageEntry.RegularFile file, int which) throws IOException {
        long size = file.size();
        if (size > LARGEST) {
            String sum;
            try (InputStream in = file.content().open()) {
                sum = digests.of(in, size);
            }
            return new Read(file, size, file.content().open(), sum);
        }
        if (buffers[which].length <= size) {
            buffers[which] = new byte[(int) size + 1];
        }
        int length;
        try (InputStream in = file.content().open()) {
            length = in.readNBytes(buffers[which], 0, (int) size + 1);
        }
        return new Read(
                file,
                size,
                new ByteArrayInputStream(buffers[which], 0, length),
                digests.of(ByteBuffer.wrap(buffers[which], 0, length)));
    }
}
