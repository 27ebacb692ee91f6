// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.Directories;
import io.github.grubxen.testing.GrubRelease;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The goal mkimage as a user without a project runs it, on a copy of a tree that a test can break. */
abstract class MkimageTestCase {
    @TempDir
    Path directory;

    Goal goal = new Goal(Path.of(""));

    @BeforeEach
    void asAUserWould() throws IOException {
        Path tree = Files.createDirectories(directory.resolve("x86_64-xen"));
        for (Path file : Directories.list(GrubRelease.BOOKWORM.grubDirectory().resolve("x86_64-xen"))) {
            Files.copy(file, tree.resolve(file.getFileName()));
        }
        goal = new Goal(directory)
                .set("platform", "x86_64-xen")
                .set("directory", tree)
                .set("prefix", "/boot/grub")
                .set("output", "image.bin");
    }

    final void standalone() {
        goal.set("layout", "standalone").set("prefix", null);
    }

    final void sparse(String name, long size) throws IOException {
        try (RandomAccessFile file =
                new RandomAccessFile(directory.resolve(name).toFile(), "rw")) {
            file.setLength(size);
        }
    }

    final void run() throws Exception {
        goal.run("mkimage", new MkimageMojo());
    }

    final void fails(String message) {
        assertThatThrownBy(this::run).isInstanceOf(MojoFailureException.class).hasMessageContaining(message);
        assertThat(directory.resolve("image.bin")).doesNotExist();
    }
}
