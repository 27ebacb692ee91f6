// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.io;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs work in as many threads as there are processors. */
public final class SideBySide {
    /** Number of threads. */
    public static final int THREADS = Runtime.getRuntime().availableProcessors();

    private SideBySide() {}

    /**
     * Runs all parts and waits until every part has ended.
     *
     * @return the results in the order of the parts
     * @throws IOException the failure of the first part that failed, in the order of the parts
     */
    public static <T> List<T> run(List<? extends Callable<T>> parts) throws IOException {
        ExecutorService pool = Executors.newFixedThreadPool(Math.max(1, Math.min(THREADS, parts.size())), work -> {
            Thread thread = new Thread(work, "grub-xen");
            thread.setDaemon(true);
            thread.setContextClassLoader(SideBySide.class.getClassLoader());
            return thread;
        });
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> part : pool.invokeAll(parts)) {
                results.add(part.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error failure) {
                throw failure;
            }
            throw new IOException(e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }
}
