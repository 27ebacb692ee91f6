// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Counts, while make runs, how many files are compiled and how many modules are linked.
 *
 * @param directory the directory that make writes to
 * @param total the numbers at the end; zero if they are not known
 */
record BuildProgress(Path directory, Counts total) {
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

    /** The numbers until now. */
    String line() throws IOException {
        return of(count(COMPILED), total.files()) + " files compiled, " + of(count(MODULE), total.modules())
                + " modules linked";
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
