// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.io;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serial;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A finished run of another program. It uses Java's process API, because plexus-utils checks only once a second whether a
 * program with a time limit has ended.
 *
 * @param exit the exit status
 * @param output the program's standard output
 * @param errors the program's standard error; if it is long, only its beginning and end
 */
public record ExternalProgram(int exit, String output, String errors) {
    /** Time limit for reading the rest of an ended program's output, in nanoseconds. */
    private static final long MOMENT = Duration.ofSeconds(1).toNanos();

    /** A shell's exit status for a program that does not exist. */
    private static final int NOT_FOUND = 127;

    /** Maximum number of lines of standard error in a message. apt prints one for each mirror and list that fails. */
    private static final int MOST_LINES = 20;

    /** Maximum number of characters of such a line in a message. */
    private static final int LONGEST_LINE = 500;

    private static final Bytes NOTHING = Bytes.of("standard input", new byte[0]);

    /**
     * Runs a program without a shell and without standard input, with messages in the C locale.
     *
     * @param command the program and its arguments
     * @param environment environment variables to set in addition to those of this process
     * @param directory the working directory
     * @param limit time limit; after it, the program and its child processes are ended
     * @throws BadInput if the program cannot be started, exceeds the time limit, or prints more than 16 MiB to a stream; in the
     *     last two cases it is ended
     */
    public static ExternalProgram run(
            List<String> command, Map<String, String> environment, Path directory, Duration limit) throws BadInput {
        return run(command, environment, directory, limit, NOTHING);
    }

    /**
     * As {@link #run(List, Map, Path, Duration)}, with standard input.
     *
     * @param input the standard input; the program does not have to read all of it
     */
    public static ExternalProgram run(
            List<String> command, Map<String, String> environment, Path directory, Duration limit, Bytes input)
            throws BadInput {
        return run(command, environment, directory, limit, input, false);
    }

    /**
     * As {@link #run(List, Map, Path, Duration)}, for a program that must not outlive this process because it holds locks. If
     * Java is killed, the program and its child processes are killed too.
     */
    public static ExternalProgram runBound(
            List<String> command, Map<String, String> environment, Path directory, Duration limit) throws BadInput {
        ExternalProgram ended = run(command, environment, directory, limit, NOTHING, true);
        if (ended.exit() == NOT_FOUND && ended.errors().contains(": not found")) {
            throw notStarted(command, new IOException("not found"));
        }
        return ended;
    }

    /** The reason why a program could not be started, as the cause of the error. */
    private static final class NotStarted extends IOException {
        @Serial
        private static final long serialVersionUID = 1L;

        NotStarted(IOException reason) {
            super(reason);
        }
    }

    private static BadInput notStarted(List<String> command, IOException reason) {
        BadInput error = new BadInput(
                command.get(0),
                "could not be started (" + reason.getMessage() + ")",
                "Install it, or put it on the PATH.");
        error.initCause(new NotStarted(reason));
        return error;
    }

    /** Whether an error of a run is that the program is missing, or could not be started for another reason. */
    public static boolean isNotStarted(BadInput error) {
        return error.getCause() instanceof NotStarted;
    }

    /**
     * The command in a separate process group, whose id is that of the process. The program starts only after its watchdog,
     * because this process may be killed in between.
     */
    private static List<String> leader(List<String> command) {
        List<String> leader = new ArrayList<>(List.of("setsid", "--", "sh", "-c", "read -r go && exec \"$@\"", "sh"));
        leader.addAll(command);
        return leader;
    }

    @SuppressWarnings("try") // the watchdog is there to be closed
    private static ExternalProgram run(
            List<String> command,
            Map<String, String> environment,
            Path directory,
            Duration limit,
            Bytes input,
            boolean bound)
            throws BadInput {
        ProcessBuilder builder = new ProcessBuilder(bound ? leader(command) : command).directory(directory.toFile());
        builder.environment().put("LC_ALL", "C");
        builder.environment().putAll(environment);
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw notStarted(command, e);
        }
        try (Closeable watchdog = bound ? Watchdog.endingGroup(process) : () -> {}) {
            feed(process.getOutputStream(), bound ? Bytes.of("go", new byte[] {'\n'}) : input);
            CompletableFuture<String> output = ProgramOutput.whole(process.getInputStream(), () -> end(process));
            CompletableFuture<String> errors = ProgramOutput.messages(process.getErrorStream(), () -> end(process));
            long deadline = System.nanoTime() + limit.toNanos();
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new BadInput(
                        command.get(0),
                        "did not end within " + limit.toSeconds() + " s",
                        "Find out what it waits for. The command was: " + String.join(" ", command));
            }
            CompletableFuture.allOf(output, errors)
                    .get(Math.max(MOMENT, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            return new ExternalProgram(process.exitValue(), output.join(), errors.join());
        } catch (ExecutionException e) {
            throw new BadInput(
                    command.get(0),
                    e.getCause() instanceof ProgramOutput.TooMuch
                            ? e.getCause().getMessage() + ", and was ended"
                            : "its output could not be read (" + e.getCause() + ")",
                    "Read its output. The command was: " + String.join(" ", command));
        } catch (TimeoutException e) {
            throw new BadInput(
                    command.get(0),
                    "has ended, but a program that it started keeps its output open",
                    "Find out which programs it starts. The command was: " + String.join(" ", command));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BadInput(command.get(0), "interrupted", "Build again.");
        } catch (BadInput e) {
            throw e;
        } catch (IOException e) {
            throw BadInput.of(
                    new Place.Named(command.get(0)),
                    "could not be guarded by a shell",
                    e,
                    "Check that the shell sh is on the PATH.");
        } finally {
            end(process);
        }
    }

    /**
     * The standard output, if the program succeeded.
     *
     * @throws BadInput if the program failed; the message shows the last lines of its standard error
     */
    public String outputOrThrow(String what, String remedy) throws IOException {
        if (exit != 0) {
            throw BadInput.quoting(new Place.Named(what), "ended with status " + exit, lastErrors(), remedy);
        }
        return output;
    }

    private List<String> lastErrors() {
        List<String> lines = errors.strip()
                .lines()
                .map(line -> line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "..." : line)
                .toList();
        return lines.subList(Math.max(0, lines.size() - MOST_LINES), lines.size());
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /**
     * Writes standard input in a separate thread, because a program that does not read it would block this thread beyond the
     * time limit.
     */
    private static void feed(OutputStream standardInput, Bytes input) {
        startDaemon(() -> {
            try (standardInput) {
                input.writeTo(standardInput);
            } catch (IOException e) {
                // the program has closed its standard input; its exit status shows whether it succeeded
            }
        });
    }

    private static void startDaemon(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        thread.start();
    }
}
