// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.build;

import io.github.grubxen.io.BuildLog;
import io.github.grubxen.platform.Platform;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Timer;
import java.util.TimerTask;
import java.util.stream.Stream;

/**
 * Counts, while make runs, how many files of a platform are compiled and how many modules are linked.
 *
 * @param platform the platform
 * @param directory the directory that make writes to
 * @param total the numbers at the end; zero if they are not known
 */
record BuildProgress(Platform platform, Path directory, Counts total) {
    private static final long PERIOD_MS = 20_000;

    private static final String COMPILED = ".o";
    private static final String MODULE = ".mod";

    /** A shell command that prints the name of each file and module that make will make, once. make -n prints its commands. */
    static final String NAMES =
            "make -n -C grub-core 2>/dev/null | tr -s ' \\t;()<>' '\\n' | grep -e '\\.o$' -e '\\.mod$' | sort -u";

    /**
     * Numbers of files.
     *
     * @param files compiled files
     * @param modules linked modules
     */
    record Counts(long files, long modules) {
        /** Counts the names that {@link #NAMES} printed. */
        static Counts of(String names) {
            return new Counts(
                    names.lines().filter(name -> name.endsWith(COMPILED)).count(),
                    names.lines().filter(name -> name.endsWith(MODULE)).count());
        }
    }

    /** Logs the progress from now on, until the result is closed. */
    Closeable log(BuildLog log) {
        Timer clock = new Timer("grub-xen", true);
        TimerTask report = new TimerTask() {
            @Override
            public void run() {
                try {
                    log.info(line());
                } catch (IOException | UncheckedIOException e) {
                    // make has removed a file meanwhile: the next line has the numbers
                }
            }
        };
        clock.schedule(report, PERIOD_MS, PERIOD_MS);
        return clock::cancel;
    }

    /** The progress in one line. */
    String line() throws IOException {
        return platform + ": " + of(count(COMPILED), total.files()) + " files compiled, "
                + of(count(MODULE), total.modules()) + " modules linked";
    }

    private static String of(long count, long total) {
        return total == 0 || total < count ? Long.toString(count) : count + " of " + total;
    }

    private long count(String suffix) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(suffix)).count();
        }
    }
}
