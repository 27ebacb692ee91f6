// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.xz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.tukaani.xz.ArrayCache;
import org.tukaani.xz.BasicArrayCache;
import org.tukaani.xz.FinishableOutputStream;
import org.tukaani.xz.FinishableWrapperOutputStream;
import org.tukaani.xz.LZMA2Options;

/**
 * The parts of a block in their order, while threads still work on some of them. Finished parts are held back until the
 * dictionary size of the block is known. If they become too many, the header states the largest size.
 */
final class PartQueue implements AutoCloseable {
    /** Largest number of bytes that are held back. */
    static final int HELD = 8 << 20;

    private final OutputStream out;
    private final int reach;
    private final int threads;
    private final ExecutorService pool;
    private final ArrayCache arrays = new BasicArrayCache();
    private final Deque<Future<byte[]>> running = new ArrayDeque<>();
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private int working;
    private int needed = 1;
    private boolean begun;
    private long size;

    PartQueue(OutputStream out, int threads, int reach) {
        this.out = out;
        this.reach = reach;
        this.threads = threads;
        pool = Executors.newFixedThreadPool(threads, work -> {
            Thread thread = new Thread(work, "xz");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Records a distance of a copy, in bytes. The dictionary must be at least as large. */
    void reachBack(int distance) {
        needed = Math.max(needed, distance);
    }

    /** Adds finished chunks. */
    void add(byte[] chunks) throws IOException {
        running.add(CompletableFuture.completedFuture(chunks));
        if (working == 0) {
            takeAll();
        }
    }

    /** Adds data for a thread to compress. */
    void compress(LZMA2Options options, byte[] content) throws IOException {
        while (working > threads) {
            takeOldest();
        }
        working++;
        running.add(pool.submit(() -> chunks(options, content)));
    }

    /** Ends block and stream. */
    void end(long length, int check) throws IOException {
        takeAll();
        if (!begun) {
            begin(needed);
        }
        out.write(0); // no further chunk
        out.write(XzFormat.endOfBlock(size + 1, check));
        out.write(XzFormat.endOfStream(size + 1, length));
    }

    @Override
    public void close() throws IOException {
        pool.shutdownNow();
        out.close();
    }

    private byte[] chunks(LZMA2Options options, byte[] content) throws IOException {
        ByteArrayOutputStream chunks = new ByteArrayOutputStream(content.length / 4 + 64);
        try (FinishableOutputStream lzma = options.getOutputStream(new FinishableWrapperOutputStream(chunks), arrays)) {
            lzma.write(content);
        }
        byte[] all = chunks.toByteArray();
        return Arrays.copyOf(all, all.length - 1); // without the end mark
    }

    private void takeAll() throws IOException {
        while (!running.isEmpty()) {
            takeOldest();
        }
    }

    private void takeOldest() throws IOException {
        Future<byte[]> oldest = running.remove();
        if (!(oldest instanceof CompletableFuture)) {
            working--;
        }
        try {
            put(oldest.get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while compressing");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IOException("xz failed", e.getCause());
        }
    }

    private void put(byte[] chunks) throws IOException {
        size += chunks.length;
        if (!begun && held.size() + chunks.length <= HELD) {
            held.writeBytes(chunks);
            return;
        }
        if (!begun) {
            begin(reach);
        }
        out.write(chunks);
    }

    private void begin(int dictionary) throws IOException {
        begun = true;
        out.write(XzFormat.startOfStream());
        out.write(XzFormat.startOfBlock(dictionary));
        held.writeTo(out);
        held.reset();
    }
}
