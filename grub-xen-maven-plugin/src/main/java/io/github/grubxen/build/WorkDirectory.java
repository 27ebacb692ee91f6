// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.build;

import io.github.grubxen.io.Directories;
import io.github.grubxen.io.ExternalProgram;
import io.github.grubxen.io.TemporaryDirectory;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The directory in which GRUB is built: the source in {@code source/}, patches in {@code patches/}, temporary files in
 * {@code tmp/}. If root runs the build, the directory is given to an ordinary user, so that no program of the source runs as
 * root.
 *
 * @param path the directory, deleted by {@link #close}
 */
public record WorkDirectory(Path path) implements Closeable {
    /** User and group nobody, whose numbers are the same on all Linux systems. */
    static final String NOBODY = "65534:65534";

    private static final Duration TIME_LIMIT = Duration.ofMinutes(5);

    /** Creates the directory in Java's temporary directory. */
    static WorkDirectory create() throws IOException {
        Path path = TemporaryDirectory.create("grub-build-");
        Files.createDirectory(path.resolve("tmp"));
        Files.createDirectory(path.resolve("patches"));
        return new WorkDirectory(path);
    }

    /** The source. */
    Path source() {
        return path.resolve("source");
    }

    /** Whether root runs this build. */
    static boolean isRoot() throws IOException {
        return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    }

    /** If root runs this build, gives all files to the ordinary user who runs the steps. */
    void giveAway() throws IOException {
        if (isRoot()) {
            ExternalProgram.run(List.of("chown", "-hR", NOBODY, path.toString()), Map.of(), path, TIME_LIMIT)
                    .outputOrThrow("chown", "Run Maven as an ordinary user.");
        }
    }

    @Override
    public void close() throws IOException {
        Directories.delete(path);
    }
}
