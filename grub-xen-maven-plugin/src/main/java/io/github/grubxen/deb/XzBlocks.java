package io.github.grubxen.deb;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZ;
import org.tukaani.xz.XZOutputStream;

/**
 * One xz stream of several blocks, which threads compress side by side. Where a block ends depends on its size alone, so the bytes
 * are the same whatever the number of threads.
 *
 * <p>Source: The .xz File Format, version 1.2.1, sections 2 to 4.
 */
final class XzBlocks extends OutputStream {
    private final OutputStream out;
    private final LZMA2Options options;
    private final int threads;
    private final byte[] block;
    private final ExecutorService pool;
    private final Deque<Future<XzStream>> running = new ArrayDeque<>();
    private final XzStream.Index index = new XzStream.Index();
    private int filled;
    private boolean begun;
    private boolean closed;

    /**
     * A stream of blocks.
     *
     * @param size of a block, in bytes
     */
    XzBlocks(OutputStream out, LZMA2Options options, int size, int threads) {
        this.out = out;
        this.options = options;
        this.threads = threads;
        block = new byte[size];
        pool = Executors.newFixedThreadPool(threads, work -> {
            Thread thread = new Thread(work, "xz");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int at = offset;
        while (at < offset + length) {
            int part = Math.min(offset + length - at, block.length - filled);
            System.arraycopy(bytes, at, block, filled, part);
            at += part;
            filled += part;
            if (filled == block.length) {
                submit();
            }
        }
    }

    /** Waits for the threads and ends the stream. */
    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (out) {
            if (filled > 0 || (!begun && running.isEmpty())) {
                submit();
            }
            while (!running.isEmpty()) {
                writeOldest();
            }
            out.write(index.end());
        } finally {
            pool.shutdownNow();
        }
    }

    private void submit() throws IOException {
        if (running.size() == threads) {
            writeOldest();
        }
        byte[] content = Arrays.copyOf(block, filled);
        filled = 0;
        running.add(pool.submit(() -> {
            ByteArrayOutputStream compressed = new ByteArrayOutputStream(content.length / 2);
            try (XZOutputStream xz = new XZOutputStream(compressed, options, XZ.CHECK_CRC64)) {
                xz.write(content);
            }
            return new XzStream(compressed.toByteArray());
        }));
    }

    private void writeOldest() throws IOException {
        XzStream stream;
        try {
            stream = running.remove().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while compressing");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IOException("xz failed", e.getCause());
        }
        if (!begun) {
            stream.writeHeader(out);
            begun = true;
        }
        stream.writeBlocks(out);
        index.add(stream);
    }
}
