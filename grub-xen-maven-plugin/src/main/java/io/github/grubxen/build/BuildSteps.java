// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.build;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.BuildLog;
import io.github.grubxen.io.DiskRoom;
import io.github.grubxen.io.ExternalProgram;
import io.github.grubxen.io.Place;
import io.github.grubxen.io.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The steps of a build. The output of each goes to a file in the working directory, and is kept if the step fails.
 *
 * @param environment the programs
 * @param work the working directory
 * @param source the source, for messages
 * @param logs directory for the log of a failed step
 * @param log logs the progress of each step
 */
record BuildSteps(BuildEnvironment environment, WorkDirectory work, String source, Path logs, BuildLog log) {
    /** Number of lines that the message shows of a failed step's log. */
    private static final int LAST_LINES = 25;

    private static final String DISK_FULL = "No space left on device";

    /** Free space of a disk that counts as full, in bytes. The message of the program that found it full may not fit on it. */
    private static final long NEARLY_FULL = 1 << 20;

    /**
     * Runs a step.
     *
     * @param directory the directory to run it in, relative to the working directory
     * @throws BadInput if it fails; the message shows the last lines of its log
     */
    void run(String name, String directory, Map<String, String> variables, List<String> command) throws IOException {
        run(name, directory, variables, command, () -> "");
    }

    /** As {@link #run(String, String, Map, List)}, for a step whose progress is known. */
    void run(String name, String directory, Map<String, String> variables, List<String> command, Progress.Detail detail)
            throws IOException {
        String up = "../".repeat(directory.split("/").length);
        List<String> logged =
                new ArrayList<>(List.of("sh", "-c", "exec \"$@\" >\"$0\" 2>&1", up + "tmp/" + name + ".log"));
        logged.addAll(command);
        ExternalProgram ended = Progress.during(log, "Step " + name + " of GRUB's build", progress -> {
            progress.at(detail);
            return environment.run(work, directory, variables, logged);
        });
        if (ended.exit() != 0) {
            Path output = work.path().resolve("tmp").resolve(name + ".log");
            List<String> lines = new ArrayList<>(ended.errors().lines().toList());
            String where = "";
            if (Files.isRegularFile(output)) {
                new String(Files.readAllBytes(output), StandardCharsets.UTF_8)
                        .lines()
                        .forEach(lines::add);
                Path kept = Files.createDirectories(logs).resolve(name + ".log");
                Files.copy(output, kept, StandardCopyOption.REPLACE_EXISTING);
                where = " The complete log is " + kept + ".";
            }
            boolean full = lines.stream().anyMatch(line -> line.contains(DISK_FULL))
                    || DiskRoom.bytes(work.path()) < NEARLY_FULL;
            throw BadInput.quoting(
                    new Place.Named(source),
                    "the step " + name + " of GRUB's build failed with status " + ended.exit(),
                    lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()),
                    (full
                                    ? "Make room on the disk of "
                                            + work.parent()
                                            + ", or set Java's java.io.tmpdir to a directory on another disk."
                                    : "See the last lines of its log.")
                            + where);
        }
    }
}
