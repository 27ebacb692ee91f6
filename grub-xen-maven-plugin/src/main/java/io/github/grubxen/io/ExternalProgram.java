// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.io;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
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
 * One run of another program, to its end. (Java's own process API, as plexus-utils' looks only once a second whether a
 * program with a time limit has ended.)
 *
 * @param exit its exit status
 * @param output what it wrote to standard output
 * @param errors what it wrote to standard error; of much of it the beginning and the end
 */
public record ExternalProgram(int exit, String output, String errors) {
    /** For what an ended program has left in its pipes, in nanoseconds. */
    private static final long MOMENT = Duration.ofSeconds(1).toNanos();

    /** A shell's exit status for a program that is not there. */
    private static final int NOT_FOUND = 127;

    /** Lines of standard error that a message shows at most: apt has one for each mirror and list that fails. */
    private static final int MOST_LINES = 20;

    /** Characters of one of these lines that a message shows at most. */
    private static final int LONGEST_LINE = 500;

    private static final Bytes NOTHING = Bytes.of("standard input", new byte[0]);

    /**
     * Runs a program without a shell and without standard input, with messages in the C locale.
     *
     * @param command the program and its arguments
     * @param environment variables set for it besides our own
     * @param directory its working directory
     * @param limit after this time it is ended with all that it started
     * @throws BadInput when it cannot be started, does not end in time, or prints more than 16 MiB to a stream, and is ended
     */
    public static ExternalProgram run(
            List<String> command, Map<String, String> environment, Path directory, Duration limit) throws BadInput {
        return run(command, environment, directory, limit, NOTHING);
    }

    /**
     * As {@link #run(List, Map, Path, Duration)}, with standard input.
     *
     * @param input what the program reads; one that leaves some of it unread is not at fault
     */
    public static ExternalProgram run(
            List<String> command, Map<String, String> environment, Path directory, Duration limit, Bytes input)
            throws BadInput {
        return run(command, environment, directory, limit, input, false);
    }

    /**
     * As {@link #run(List, Map, Path, Duration)}, for a program that must not outlive us, as it holds locks: when Java is killed, the
     * program and all that it started are killed too.
     */
    public static ExternalProgram runBound(
            List<String> command, Map<String, String> environment, Path directory, Duration limit) throws BadInput {
        ExternalProgram ended = run(command, environment, directory, limit, NOTHING, true);
        if (ended.exit() == NOT_FOUND && ended.errors().contains(": not found")) {
            throw new BadInput(
                    command.get(0), "could not be started (not found)", "Install it, or put it on the PATH.");
        }
        return ended;
    }

    /** A process group of its own, with the id of the process. It begins when its guard is there: we may be killed before. */
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
            throw new BadInput(
                    command.get(0),
                    "could not be started (" + e.getMessage() + ")",
                    "Install it, or put it on the PATH.");
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
     * Standard output, when the program ended well.
     *
     * @throws BadInput when it did not; the message shows the last lines of its standard error
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

    /** In a thread of its own: a program that does not read would keep us waiting beyond its time limit. */
    private static void feed(OutputStream standardInput, Bytes input) {
        startDaemon(() -> {
            try (standardInput) {
                input.writeTo(standardInput);
            } catch (IOException e) {
                // the program has closed its end: it wants no more, and its exit status says whether that is well
            }
        });
    }

    private static void startDaemon(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        thread.start();
    }
}
