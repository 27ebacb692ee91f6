// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class OwnFilesTest {
    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(directory.resolve("file"), "text");
    }

    @Test
    void aFileOfOursIsTakenAndNothingWhereNothingIs() throws IOException {
        assertThat(OwnFiles.file(file)).contains(file);
        assertThat(OwnFiles.file(directory.resolve("none"))).isEmpty();
        assertThat(OwnFiles.isOwn(directory)).isTrue();
    }

    @Test
    void aFileThatEverybodyCanWriteToIsNot() throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        assertThat(OwnFiles.file(file)).isEmpty();
        assertThat(OwnFiles.foreign(file)).isEqualTo("can be written to by everybody");
    }

    @Test
    void aFileOfAnotherUserIsNot() throws IOException {
        Tools.giveAway(file);
        assertThat(OwnFiles.file(file)).isEmpty();
        assertThat(OwnFiles.foreign(file)).startsWith("belongs to another user, ");
    }

    @Test
    void aDirectoryOfAnotherUserIsMadeAgain() throws IOException {
        Path theirs = Files.createDirectories(directory.resolve("theirs/lists"));
        Tools.giveAway(theirs.resolveSibling("."));
        assertThat(OwnFiles.ownDirectory(directory.resolve("theirs"))).isEmptyDirectory();
        assertThat(OwnFiles.isOwn(directory.resolve("theirs"))).isTrue();
    }

    @Test
    void aDirectoryThatEverybodyCanWriteToIsMadeAgain() throws IOException {
        Path open = Files.createDirectories(directory.resolve("open/lists"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
        Files.createSymbolicLink(open.resolve("partial"), file);
        assertThat(OwnFiles.ownDirectory(open)).isEmptyDirectory();
        assertThat(file).hasContent("text");
    }

    @Test
    void noLinkIsFollowed() throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("link"), directory);
        assertThatThrownBy(() -> OwnFiles.directory(link)).hasMessageContaining(link + ": is a symbolic link");
        assertThatThrownBy(() -> OwnFiles.ownDirectory(link)).hasMessageContaining(link + ": is a symbolic link");
        assertThatThrownBy(() -> OwnFiles.file(link)).hasMessageContaining(link + ": is a symbolic link");
        assertThatThrownBy(() -> OwnFiles.lock(link)).hasMessageContaining(link + ": is a symbolic link");
        assertThat(directory).isDirectory();
    }

    @Test
    @Timeout(20)
    void aDirectoryOrAFifoInPlaceOfAFileOrALockIsNamed() throws IOException {
        Path fifo = directory.resolve("fifo");
        Tools.run(directory, "mkfifo", fifo.toString());
        assertThatThrownBy(() -> OwnFiles.lock(fifo))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining(fifo + ": is not a regular file, but the cache needs a file there. Remove it");
        assertThatThrownBy(() -> OwnFiles.file(fifo)).hasMessageContaining("is not a regular file");
        assertThatThrownBy(() -> OwnFiles.file(directory))
                .hasMessageContaining(directory + ": is a directory, but the cache needs a file there. Remove it");
    }
}
