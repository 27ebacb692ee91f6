// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a file counts as made. */
class UpToDateRecordsTest {
    @TempDir
    Path directory;

    private Path file = Path.of("");
    private Path recordsFile = Path.of("");

    @BeforeEach
    void make() throws IOException {
        file = Files.writeString(directory.resolve("a.bin"), "image");
        recordsFile = directory.resolve("images.records");
        UpToDateRecords now = new UpToDateRecords();
        now.put("a.bin", "key", file);
        now.write(recordsFile);
    }

    @Test
    void asItWasLeftItIsUpToDate() throws IOException {
        assertThat(isUpToDate("key")).isTrue();
    }

    @Test
    void ofAnotherKeyOrNameItIsNot() throws IOException {
        assertThat(isUpToDate("other")).isFalse();
        assertThat(UpToDateRecords.read(recordsFile).isUpToDate("b.bin", "key", file))
                .isFalse();
    }

    @Test
    void ofAnotherSizeOrTimeOrGoneItIsNot() throws IOException {
        FileTime time = Files.getLastModifiedTime(file);
        Files.writeString(file, "image, damaged");
        Files.setLastModifiedTime(file, time);
        assertThat(isUpToDate("key")).isFalse();
        Files.writeString(file, "image");
        Files.setLastModifiedTime(file, FileTime.fromMillis(time.toMillis() + 5));
        assertThat(isUpToDate("key")).isFalse();
        Files.delete(file);
        assertThat(isUpToDate("key")).isFalse();
    }

    @Test
    void aDirectoryIsUpToDateWhenAllInItIs() throws IOException {
        Path deep = Files.createDirectories(directory.resolve("modules/i386-xen"));
        Path module = Files.writeString(deep.resolve("a.mod"), "module");
        UpToDateRecords now = new UpToDateRecords();
        now.put("modules", "key", directory.resolve("modules"));
        assertThat(now.isUpToDate("modules", "key", directory.resolve("modules")))
                .isTrue();
        Files.writeString(module, "another");
        assertThat(now.isUpToDate("modules", "key", directory.resolve("modules")))
                .isFalse();
    }

    @Test
    void withoutRecordsOrWithAnotherFormatNothingIsUpToDate() throws IOException {
        Files.writeString(recordsFile, "other records\n" + Files.readString(recordsFile));
        assertThat(isUpToDate("key")).isFalse();
        Files.delete(recordsFile);
        assertThat(isUpToDate("key")).isFalse();
    }

    private boolean isUpToDate(String key) throws IOException {
        return UpToDateRecords.read(recordsFile).isUpToDate("a.bin", key, file);
    }
}
