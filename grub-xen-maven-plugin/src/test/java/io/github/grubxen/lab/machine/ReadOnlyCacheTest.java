// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.testing.OtherJava;
import io.github.grubxen.testing.SilentLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the lab says of a cache on a file system that is mounted read-only. */
class ReadOnlyCacheTest {
    @TempDir
    Path directory;

    /** Prepares a directory, or fails in another way, and prints what is said. */
    public static void main(String[] arguments) throws IOException {
        Path cache = Path.of(arguments[0]);
        try {
            if (arguments.length > 1) {
                throw FullDisk.explain(new BadInput("mke2fs", arguments[1], "See."), List.of(cache));
            }
            PreparedDirectory.of(
                    cache,
                    "stock",
                    List.of(),
                    "a",
                    new SilentLog(),
                    fresh -> Files.writeString(Files.createDirectories(fresh).resolve("xen"), "xen"));
            System.out.println("well");
        } catch (BadInput e) {
            System.out.println(e.getMessage());
        }
    }

    @Test
    void theDirectoryIsNamedThatCannotBeWritten() throws IOException {
        Path cache = Files.createDirectories(directory.resolve("cache"));
        String problem = ": this directory of the cache cannot be written (Read-only file system).";
        assertThat(OtherJava.withReadOnly(cache).run(getClass(), cache.toString()))
                .startsWith(cache.resolve("lab") + problem);
        Files.createDirectory(cache.resolve("lab"));
        assertThat(OtherJava.withReadOnly(cache).run(getClass(), cache.toString()))
                .startsWith(cache.resolve("lab") + problem);
    }

    @Test
    void whatIsPreparedIsUsed() throws IOException {
        Path cache = Files.createDirectories(directory.resolve("cache"));
        assertThat(OtherJava.plain().run(getClass(), cache.toString())).isEqualTo("well\n");
        assertThat(OtherJava.withReadOnly(cache).run(getClass(), cache.toString()))
                .isEqualTo("well\n");
    }

    /** Such as an ISO 9660 or squashfs file system: 0 bytes are free. */
    @Test
    void aFileSystemWithoutRoomThatIsReadOnlyIsNotAFullDisk() throws IOException {
        Path cache = directory.resolve("cache");
        OtherJava readOnly = OtherJava.withFullReadOnly(cache);
        assertThat(readOnly.run(getClass(), cache.toString()))
                .startsWith(cache.resolve("lab") + ": this directory of the cache cannot be written (Read-only");
        assertThat(readOnly.run(getClass(), cache.toString(), "ended with status 1"))
                .isEqualTo("mke2fs: ended with status 1. See.\n");
    }

    @Test
    void aFullDiskIsToldFromOtherFailuresOnIt() throws IOException {
        Path cache = directory.resolve("cache");
        OtherJava full = OtherJava.withSmallDisk(cache, "4k");
        assertThat(full.run(getClass(), cache.toString(), "ended with status 1"))
                .startsWith(cache + ": the disk is full. ");
        assertThat(full.run(getClass(), cache.toString(), "ended with status 1: /x: Read-only file system"))
                .startsWith("mke2fs: ended with status 1: /x: Read-only file system. ");
    }
}
