// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.io;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Cleans up if Java ends before this object is closed, even if it is killed by a signal that cannot be caught. A shell waits at
 * the other end of a pipe, which the system closes when Java ends.
 */
public final class Watchdog implements Closeable {
    /** Ignores the signals that a terminal sends to all of its processes, because the shell must outlive Java. */
    private static final String SCRIPT = "trap '' HUP INT TERM; read -r over || \"$@\"";

    private static final long MOMENT = 2;

    private final Process shell;

    private Watchdog(List<String> command) throws IOException {
        List<String> words = new ArrayList<>(List.of("sh", "-c", SCRIPT, "sh"));
        words.addAll(command);
        shell = new ProcessBuilder(words)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** A watchdog that ends a program. */
    public static Watchdog ending(Process process) throws IOException {
        return new Watchdog(List.of("kill", "-KILL", Long.toString(process.pid())));
    }

    /** A watchdog that ends all processes of the group that a program leads. */
    static Watchdog endingGroup(Process leader) throws IOException {
        return new Watchdog(List.of("kill", "-KILL", "-" + leader.pid()));
    }

    /** A watchdog that deletes files, and directories with their contents. */
    public static Watchdog deleting(Path... files) throws IOException {
        List<String> command = new ArrayList<>(List.of("rm", "-rf", "--"));
        Stream.of(files).map(Path::toString).forEach(command::add);
        return new Watchdog(command);
    }

    /** Closes the watchdog: nothing is left to clean up. */
    @Override
    public void close() {
        try (OutputStream pipe = shell.getOutputStream()) {
            pipe.write("over\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            return; // another process ended it
        }
        shell.onExit().completeOnTimeout(shell, MOMENT, TimeUnit.SECONDS).join();
    }
}
