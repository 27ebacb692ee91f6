// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.BadInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;

class GoalFailureTest {
    @Test
    void namesTheFileTheReasonAndTheRemedyHoweverJavaTellsIt() {
        assertTold(() -> {
            throw denied();
        });
        assertTold(() -> {
            throw new UncheckedIOException(denied());
        });
        assertTold(() -> {
            throw new DirectoryIteratorException(denied());
        });
    }

    private static IOException denied() {
        return new AccessDeniedException("dir/file");
    }

    private static void assertTold(GoalFailure.Work work) {
        assertThatThrownBy(() -> GoalFailure.translated(work))
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("dir/file: cannot be used (permission denied)." + " Check the path and its permissions.");
    }

    @Test
    void namesThePropertyOfACacheThatCannotBeUsedAndOfNoOtherDirectory() {
        Path cache = Path.of("/srv/cache");
        String property = " To use another cache, set the property grub-xen.cache to a directory.";
        BadInput full = new BadInput(cache.resolve("lab"), "the disk is full", "Make room.");
        assertThatThrownBy(() -> GoalFailure.translated(() -> fail(full), Optional.of(cache)))
                .hasMessage("/srv/cache/lab: the disk is full. Make room." + property);
        assertThatThrownBy(() -> GoalFailure.translated(() -> fail(full), Optional.of(Path.of("/var/cache"))))
                .hasMessage(full.getMessage());
        BadInput damaged = new BadInput(cache.resolve("x.deb"), "damaged", "Build again.");
        assertThatThrownBy(() -> GoalFailure.translated(() -> fail(damaged), Optional.of(cache)))
                .hasMessage(damaged.getMessage());
    }

    private static void fail(IOException failure) throws IOException {
        throw failure;
    }

    @Test
    void aFullDiskHasARemedyOfItsOwn() {
        IOException full = new FileSystemException("dir/file", null, "No space left on device");
        assertThatThrownBy(() -> GoalFailure.translated(() -> {
                    throw full;
                }))
                .hasMessage("dir/file: cannot be used (No space left on device)."
                        + " Make room on this disk, or use a directory on another one.");
    }
}
