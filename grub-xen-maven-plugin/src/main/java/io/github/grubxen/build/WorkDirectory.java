// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.build;

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
 */
public final class WorkDirectory implements Closeable {
    /** User and group nobody, whose numbers are the same on all Linux systems. */
    static final String NOBODY = "65534:65534";

    private static final Duration TIME_LIMIT = Duration.ofMinutes(5);

    private final TemporaryDirectory temporary;

    private WorkDirectory(TemporaryDirectory temporary) {
        this.temporary = temporary;
    }

    /** Creates the directory in Java's temporary directory. */
    static WorkDirectory create() throws IOException {
        WorkDirectory work = new WorkDirectory(TemporaryDirectory.create("grub-build"));
        try {
            Files.createDirectory(work.path().resolve("tmp"));
            Files.createDirectory(work.path().resolve("patches"));
            return work;
        } catch (IOException e) {
            IOException explained = work.explained(e);
            work.close();
            throw explained;
        }
    }

    /** The directory, deleted by {@link #close}. */
    public Path path() {
        return temporary.path();
    }

    /** Java's temporary directory, which contains it. */
    Path parent() {
        return temporary.parent();
    }

    /** A failure of the build, or a clearer one if the disk of the directory is full. */
    IOException explained(IOException failure) throws IOException {
        return temporary.explained(failure);
    }

    /** The source. */
    Path source() {
        return path().resolve("source");
    }

    /** Whether root runs this build. */
    static boolean isRoot() throws IOException {
        return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    }

    /** If root runs this build, gives all files to the ordinary user who runs the steps. */
    void giveAway() throws IOException {
        if (isRoot()) {
            ExternalProgram.run(List.of("chown", "-hR", NOBODY, path().toString()), Map.of(), path(), TIME_LIMIT)
                    .outputOrThrow("chown", "Run Maven as an ordinary user.");
        }
    }

    @Override
    public void close() throws IOException {
        temporary.close();
    }
}
