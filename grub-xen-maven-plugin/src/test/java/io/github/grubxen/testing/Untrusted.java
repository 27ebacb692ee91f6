// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.grubxen.io.BadInput;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Holds a reader to what it owes its callers, whatever the bytes are: a value, or a {@link BadInput} that names the file,
 * and memory in proportion to the input.
 */
public final class Untrusted {
    /** For what does not depend on the input, such as buffers, in bytes. */
    public static final long ALLOWANCE = 16 << 20;

    /** Bytes of objects for one byte of input: a line of two characters may become a map's entry, a name and a list. */
    private static final long FACTOR = 1000;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final AtomicLong REFUSED = new AtomicLong();

    private Untrusted() {}

    /** What reads the bytes. */
    @FunctionalInterface
    public interface Reader<T> {
        /** Reads them. */
        T read() throws IOException;
    }

    /** The value that is read, or nothing where the bytes are refused as they should be. */
    public static <T> Optional<T> read(String name, byte[] data, Reader<T> reader) throws IOException {
        return read(name, data, ALLOWANCE, reader);
    }

    /**
     * As {@link #read(String, byte[], Reader)}.
     *
     * @param allowance bytes that may be allocated besides those in proportion to the input
     */
    public static <T> Optional<T> read(String name, byte[] data, long allowance, Reader<T> reader) throws IOException {
        long limit = allowance + FACTOR * data.length;
        long before = THREADS.getCurrentThreadAllocatedBytes();
        Optional<T> value = read(name, reader);
        if (THREADS.getCurrentThreadAllocatedBytes() - before > limit) {
            // once more: the first time classes are loaded, which a fuzzer rewrites with a lot of memory
            before = THREADS.getCurrentThreadAllocatedBytes();
            value = read(name, reader);
            long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
            if (allocated > limit) {
                throw new AssertionError(allocated + " bytes were allocated for an input of " + data.length);
            }
        }
        return value;
    }

    /** Number of refusals so far. */
    static long refused() {
        return REFUSED.get();
    }

    private static <T> Optional<T> read(String name, Reader<T> reader) throws IOException {
        try {
            return Optional.of(reader.read());
        } catch (BadInput refusal) {
            REFUSED.incrementAndGet();
            assertThat(refusal.getMessage()).contains(name).hasSizeGreaterThan(name.length() + 10);
            return Optional.empty();
        }
    }
}
