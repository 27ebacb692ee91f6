// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.io;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Timer;
import java.util.TimerTask;
import java.util.function.LongSupplier;

/**
 * Logs at intervals that a long step is still running: the step, how far it is, and the time since it began. A step that ends
 * within the interval logs nothing.
 */
public final class Progress {
    private final String step;
    private final LongSupplier nanos;
    private final long begin;
    private volatile Detail detail = () -> "";

    private Progress(String step, LongSupplier nanos) {
        this.step = step;
        this.nanos = nanos;
        begin = nanos.getAsLong();
    }

    /** A long step. */
    @FunctionalInterface
    public interface Work<T> {
        /** Does the step, and reports to the progress how far it is. */
        T run(Progress progress) throws IOException;
    }

    /** How far a step is. */
    @FunctionalInterface
    public interface Detail {
        /** The text for the next line, such as {@code 2 of 5 packages}; empty if there is none. */
        String text() throws IOException;
    }

    /** Runs a task at intervals until the result is closed. */
    @FunctionalInterface
    interface Ticker {
        /** Begins. The first run is after one interval. */
        Closeable every(Duration interval, Runnable task);
    }

    /**
     * Does a step.
     *
     * @param log the log, which also has the interval
     * @param step the step, such as {@code apt-get update}
     */
    public static <T> T during(BuildLog log, String step, Work<T> work) throws IOException {
        return during(log, step, work, Progress::timer, System::nanoTime);
    }

    @SuppressWarnings("try") // the ticker is there to be closed
    static <T> T during(BuildLog log, String step, Work<T> work, Ticker ticker, LongSupplier nanos) throws IOException {
        Progress progress = new Progress(step, nanos);
        try (Closeable ticking = ticker.every(log.progressInterval(), () -> log.info(progress.line()))) {
            return work.run(progress);
        }
    }

    /** Sets how far the step is. */
    public void at(String text) {
        at(() -> text);
    }

    /** As {@link #at(String)}, for a text that is only made when it is logged, in another thread. */
    public void at(Detail text) {
        detail = text;
    }

    private String line() {
        String text;
        try {
            text = detail.text();
        } catch (IOException | UncheckedIOException e) {
            text = ""; // a file has vanished meanwhile
        }
        long seconds = Duration.ofNanos(nanos.getAsLong() - begin).toSeconds();
        return step + (text.isEmpty() ? "" : ": " + text) + " (" + seconds + " s)";
    }

    private static Closeable timer(Duration interval, Runnable task) {
        Timer timer = new Timer("grub-xen progress", true);
        TimerTask tick = new TimerTask() {
            @Override
            public void run() {
                task.run();
            }
        };
        timer.schedule(tick, interval.toMillis(), interval.toMillis());
        return timer::cancel;
    }
}
