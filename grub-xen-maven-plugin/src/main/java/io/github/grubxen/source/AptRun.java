// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.source;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.BuildLog;
import io.github.grubxen.io.CacheEntry;
import io.github.grubxen.io.ExternalProgram;
import io.github.grubxen.io.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One run of apt, which is killed together with this process. If another apt holds a lock that it needs, for example an apt
 * that a killed build left running, it waits. apt itself waits only for dpkg's lock.
 *
 * @param command apt-get with its arguments
 * @param environment environment variables to set in addition to those of this process
 * @param directory the working directory
 * @param limit time limit of the run, and also of the wait for a lock
 */
record AptRun(List<String> command, Map<String, String> environment, Path directory, Duration limit) {
    /** apt's message about a lock, in the C locale. */
    private static final Pattern LOCKED =
            Pattern.compile("Could not get lock (?<file>\\S+?)\\.? (?:It is held by process (?<holder>\\d+)|- open).*");

    private static final long MOMENT = 500;
    private static final long BYTES_PER_MB = 1_000_000;

    /** Runs apt, and logs its progress. */
    ExternalProgram waitingForLocks(BuildLog log) throws IOException {
        List<String> words =
                command.stream().filter(word -> !word.startsWith("-")).toList();
        return Progress.during(log, String.join(" ", words.subList(0, Math.min(2, words.size()))), progress -> {
            if (words.contains("download") || words.contains("source")) {
                progress.at(() -> CacheEntry.of(directory, Instant.EPOCH).bytes() / BYTES_PER_MB + " MB");
            }
            return run(log);
        });
    }

    private ExternalProgram run(BuildLog log) throws BadInput {
        long deadline = System.nanoTime() + limit.toNanos();
        boolean told = false;
        while (true) {
            ExternalProgram ended = ExternalProgram.runBound(command, environment, directory, limit);
            Matcher locked = LOCKED.matcher(ended.errors());
            if (ended.exit() == 0 || !locked.find()) {
                return ended;
            }
            String holder = locked.group("holder") == null ? "another program" : "process " + locked.group("holder");
            if (System.nanoTime() > deadline) {
                throw new BadInput(
                        locked.group("file"),
                        "apt waited " + limit.toSeconds() + " s for this lock, which " + holder + " holds",
                        "Wait until it has ended, or end it; then build again.");
            }
            if (!told) {
                log.info("Another apt (" + holder + ") holds " + locked.group("file") + ": waiting for it");
                told = true;
            }
            sleep();
        }
    }

    private static void sleep() throws BadInput {
        try {
            TimeUnit.MILLISECONDS.sleep(MOMENT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BadInput("apt-get", "interrupted", "Build again.");
        }
    }
}
