// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Directories;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.GrubRelease;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Modules from a directory. */
class DirectorySourceTest {
    @TempDir
    Path directory;

    @Test
    void takesOnlyWhatBelongsToATree() throws IOException {
        Path tree = copyOfATree();
        Files.writeString(tree.resolve("i386-xen/core.elf"), "");
        Files.createDirectories(tree.resolve("i386-xen/sub"));
        fill("modules", new DirectorySource(tree), EnumSet.of(Platform.I386_XEN));
        assertThat(directory.resolve("modules/i386-xen/core.elf")).doesNotExist();
        assertThat(directory.resolve("modules/i386-xen/config.h")).exists();
    }

    @Test
    void takesNoModuleFromADirectoryThatIsLargerThanAny() throws IOException {
        Path module =
                Files.createDirectories(directory.resolve("grub/i386-xen")).resolve("a.mod");
        try (RandomAccessFile file = new RandomAccessFile(module.toFile(), "rw")) {
            file.setLength(ModuleTree.FILE_LIMIT + 1);
        }
        assertThatThrownBy(
                        () -> fill("m", new DirectorySource(directory.resolve("grub")), EnumSet.of(Platform.I386_XEN)))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith(module + ": larger than 67108864 bytes");
    }

    /** Reproducible builds and container layers give all files one time. */
    @Test
    void isToldFromADirectoryWhoseFilesHaveTheSameSizesAndTimes() throws IOException {
        DirectorySource source = new DirectorySource(copyOfATree());
        String former = source.state(EnumSet.of(Platform.I386_XEN));
        Path module = directory.resolve("copy/i386-xen/normal.mod");
        FileTime time = Files.getLastModifiedTime(module);
        byte[] bytes = Files.readAllBytes(module);
        bytes[bytes.length - 1]++;
        Files.setLastModifiedTime(Files.write(module, bytes), time);
        assertThat(source.state(EnumSet.of(Platform.I386_XEN))).isNotEqualTo(former);
    }

    private void fill(String name, FetchedSource source, Set<Platform> platforms) throws IOException {
        new ModulesDirectory(directory.resolve(name)).fill(source, platforms);
    }

    private Path copyOfATree() throws IOException {
        Path copy = directory.resolve("copy");
        Path tree = Files.createDirectories(copy.resolve("i386-xen"));
        for (Path file : Directories.list(GrubRelease.BOOKWORM.grubDirectory().resolve("i386-xen"))) {
            Files.copy(file, tree.resolve(file.getFileName()));
        }
        return copy;
    }
}
