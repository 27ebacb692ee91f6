// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.testing;

import io.github.grubxen.io.ExternalProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** Programs that tests need. */
public final class Tools {
    /** A user who has nothing to do with a build. */
    private static final int NOBODY = 65_534;

    private static final Duration TIME_LIMIT = Duration.ofMinutes(2);

    private static final Map<String, Integer> MISSING = new ConcurrentSkipListMap<>();

    private Tools() {}

    /** What tests needed and was not there, each with the number of tests skipped for it. */
    static Map<String, Integer> missing() {
        return MISSING;
    }

    /** Skips the test, naming what is missing, where a program is not there; fails it with CI=true. */
    public static void require(String... programs) {
        for (String program : programs) {
            need(has(program), "the program " + program);
        }
    }

    /** Skips the test, naming what it needs, where that is not there; fails it with CI=true. */
    public static void need(boolean there, String what) {
        if (!there && "true".equals(System.getenv("CI"))) {
            Assertions.fail("this test needs " + what);
        }
        if (!there) {
            MISSING.merge(what, 1, Integer::sum);
        }
        Assumptions.assumeTrue(there, "needs " + what);
    }

    /** As {@link #need}, for what a machine on which every change is tested need not have, such as the right to mount. */
    public static void needEvenInCi(boolean there, String what) {
        if (!there) {
            MISSING.merge(what, 1, Integer::sum);
        }
        Assumptions.assumeTrue(there, "needs " + what);
    }

    /** Gives a file to another user, which root alone can do. */
    public static void giveAway(Path file) throws IOException {
        need("root".equals(System.getProperty("user.name")), "root, to give a file to another user");
        Files.setAttribute(file, "unix:uid", NOBODY);
    }

    /** Whether a program is on the path. */
    public static boolean has(String program) {
        return Arrays.stream(System.getenv("PATH").split(":", -1))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }

    /** Runs a program that must end well, and gives what it printed. */
    public static String run(Path directory, Map<String, String> environment, String... command) throws IOException {
        require(command[0].contains("/") ? new String[0] : new String[] {command[0]});
        return ExternalProgram.run(List.of(command), environment, directory, TIME_LIMIT)
                .outputOrThrow(String.join(" ", command), "See above.");
    }

    /** As {@link #run(Path, Map, String...)}, without further environment. */
    public static String run(Path directory, String... command) throws IOException {
        return run(directory, Map.of(), command);
    }
}
