// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.xz;

import java.io.InterruptedIOException;
import java.util.concurrent.Semaphore;

/**
 * The memory that a stream has reserved. All streams together get only a part of Java's memory. If Maven builds several
 * projects in parallel, their streams wait for each other instead of running out of memory.
 */
public final class MemoryShare implements AutoCloseable {
    /** The share of all streams, in tenths of the heap. The rest is for Maven, images, and packages that are read. */
    private static final int PARTS = 6;

    private static final int MEBI = 1 << 20;
    private static final int ALL = (int) Math.min(Integer.MAX_VALUE, most() / MEBI);

    /** Free memory in MiB. The order of requests is kept, so that a large stream is not passed over for ever. */
    private static final Semaphore FREE = new Semaphore(ALL, true);

    private final int taken;
    private boolean closed;

    private MemoryShare(int taken) {
        this.taken = taken;
    }

    /** The share of all streams together, in bytes. */
    public static long most() {
        return Runtime.getRuntime().maxMemory() / 10 * PARTS;
    }

    /**
     * Waits until enough memory is free, and reserves it.
     *
     * @param bytes the memory to reserve; if it is more than {@link #most}, the whole share is reserved
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
