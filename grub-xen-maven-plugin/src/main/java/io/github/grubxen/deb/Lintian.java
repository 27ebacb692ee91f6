// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.deb;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.ExternalProgram;
import io.github.grubxen.io.InputFile;
import io.github.grubxen.io.Place;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Debian's checker of packages, which may not be installed. */
public final class Lintian {
    private static final Duration TIME_LIMIT = Duration.ofMinutes(10);
    private static final int TAGS_FOUND = 2;

    private Lintian() {}

    /**
     * Checks a package.
     *
     * @return errors and warnings, one line each, as lintian prints them
     * @throws BadInput if the package cannot be read, or if lintian is missing or fails
     */
    public static List<String> check(Path deb) throws BadInput {
        InputFile.checkReadable(deb, "Check the path of the package.");
        List<String> command = List.of(
                "lintian",
                "--allow-root",
                "--no-cfg",
                "--color",
                "never",
                deb.toAbsolutePath().toString());
        Path directory = Path.of("").toAbsolutePath();
        ExternalProgram run = ExternalProgram.run(command, Map.of(), directory, TIME_LIMIT);
        if (run.exit() != 0 && run.exit() != TAGS_FOUND) {
            throw BadInput.quoting(
                    Place.of(deb),
                    "lintian ended with status " + run.exit(),
                    run.errors().strip().lines().toList(),
                    "Run lintian by hand on this file.");
        }
        List<String> tags = new ArrayList<>();
        run.output().lines().filter(line -> line.matches("[EWM]: .*")).forEach(tags::add);
        return tags;
    }
}
