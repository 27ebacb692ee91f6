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

/** Logs, while make runs, how many files of a platform are compiled and how many modules are linked. */
final class BuildProgress implements Closeable {
    private static final long PERIOD_MS = 20_000;

    private final Timer clock = new Timer("grub-xen", true);

    BuildProgress(Platform platform, Path directory, BuildLog log) {
        TimerTask tell = new TimerTask() {
            @Override
            public void run() {
                log.info(platform + ": " + count(directory, ".o") + " files compiled, " + count(directory, ".mod")
                        + " modules linked");
            }
        };
        clock.schedule(tell, PERIOD_MS, PERIOD_MS);
    }

    private static long count(Path directory, String suffix) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(suffix)).count();
        } catch (IOException | UncheckedIOException e) {
            return 0; // make may have removed the file meanwhile
        }
    }

    @Override
    public void close() {
        clock.cancel();
    }
}
