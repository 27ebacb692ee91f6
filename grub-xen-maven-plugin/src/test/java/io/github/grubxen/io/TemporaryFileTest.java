// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.io;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.testing.OtherJava;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds that write to one directory at the same time, such as to Java's temporary directory. */
class TemporaryFileTest {
    @TempDir
    Path directory;

    /** Another build, which removes leftovers. */
    public static void main(String[] arguments) throws IOException {
        TemporaryFile.open(Path.of(arguments[0])).close();
    }

    @Test
    void aSecondFileOfTheSameBuildDoesNotGiveTheFirstOneAway() throws Exception {
        try (TemporaryFile first = TemporaryFile.open(directory.resolve("first"));
                TemporaryFile second = TemporaryFile.open(directory.resolve("second"))) {
            Files.writeString(first.path(), "a");
            Files.writeString(second.path(), "b");
            OtherJava.plain().run(getClass(), directory.resolve("other").toString());
            assertThat(first.path()).exists();
            assertThat(second.path()).exists();
        }
        assertThat(directory).isEmptyDirectory();
    }
}
