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
 * Does what is left to do when Java ends before this is closed, be it by a signal that nothing can catch: a shell at the other end of a
 * pipe, which the system closes with us.
 */
public final class Watchdog implements Closeable {
    /** Deaf to what a terminal sends to all that runs in it: it has to outlive us. */
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

    /** One that ends a program. */
    public static Watchdog ending(Process process) throws IOException {
        return new Watchdog(List.of("kill", "-KILL", Long.toString(process.pid())));
    }

    /** One that ends a program that leads a process group, with all that it started in that group. */
    static Watchdog endingGroup(Process leader) throws IOException {
        return new Watchdog(List.of("kill", "-KILL", "-" + leader.pid()));
    }

    /** One that deletes files, and directories with all in them. */
    public static Watchdog deleting(Path... files) throws IOException {
        List<String> command = new ArrayList<>(List.of("rm", "-rf", "--"));
        Stream.of(files).map(Path::toString).forEach(command::add);
        return new Watchdog(command);
    }

    /** Nothing is left to do. */
    @Override
    public void close() {
        try (OutputStream pipe = shell.getOutputStream()) {
            pipe.write("over\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            return; // somebody ended it
        }
        shell.onExit().completeOnTimeout(shell, MOMENT, TimeUnit.SECONDS).join();
    }
}
