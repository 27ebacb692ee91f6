// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.xz;

import java.io.InterruptedIOException;
import java.util.concurrent.Semaphore;

/**
 * What a stream may take of Java's memory. All streams together get no more than a part of it: those of projects that Maven builds
 * side by side wait for each other rather than run out of it.
 */
public final class MemoryShare implements AutoCloseable {
    /** Of ten parts of the heap. The rest is Maven's, images' and the packages' that are read. */
    private static final int PARTS = 6;

    private static final int MEBI = 1 << 20;
    private static final int ALL = (int) Math.min(Integer.MAX_VALUE, most() / MEBI);

    /** In MiB; who came first goes first, so that a large stream is not passed over for ever. */
    private static final Semaphore FREE = new Semaphore(ALL, true);

    private final int taken;
    private boolean closed;

    private MemoryShare(int taken) {
        this.taken = taken;
    }

    /** The most that streams can have, in bytes. */
    public static long most() {
        return Runtime.getRuntime().maxMemory() / 10 * PARTS;
    }

    /**
     * Waits until so much is free.
     *
     * @param bytes what is needed; of more than {@link #most} as much as there is
     */
    static MemoryShare take(long bytes) throws InterruptedIOException {
        int needed = (int) Math.min(ALL, bytes / MEBI + 1);
        try {
            FREE.acquire(needed);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for memory");
        }
        return new MemoryShare(needed);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            FREE.release(taken);
        }
    }
}
