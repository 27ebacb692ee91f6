// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.io;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.testing.OtherJava;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether optional files and directories exist: missing is told apart from what nobody may look at. */
class InputDirectoryTest {
    @TempDir
    Path directory;

    /** Prints what is said of a directory and of a file of the same name. */
    public static void main(String[] arguments) {
        Path path = Path.of(arguments[0]);
        try {
            System.out.println("directory " + InputDirectory.isThere(path));
        } catch (BadInput e) {
            System.out.println(e.getMessage());
        }
        try {
            System.out.println("file " + InputFile.isThere(path));
        } catch (BadInput e) {
            System.out.println(e.getMessage());
        }
    }

    /** Else the directory of the test could not be deleted. */
    @AfterEach
    void makeWritable() throws IOException {
        Tools.run(directory, "chmod", "-R", "u+rwX", directory.toString());
    }

    @Test
    void missingIsToldApartFromUnreadable() throws IOException {
        Path above = Files.createDirectory(directory.resolve("above"));
        Path path = above.resolve("path");
        assertThat(said(path)).isEqualTo("directory false\nfile false\n");
        Files.createDirectory(path);
        assertThat(said(path)).isEqualTo("directory true\nfile true\n");
        Tools.run(directory, "chmod", "000", above.toString());
        assertThat(said(path))
                .isEqualTo(path + ": cannot be read (permission denied). Check its permissions and those above it.\n"
                        + path
                        + ": cannot be read (permission denied). Check the permissions of the directories above it.\n");
    }

    @Test
    void linksToNothingAndOtherKindsAreRefused() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");
        assertThat(said(file)).isEqualTo(file + ": is not a directory. Give the path of a directory.\nfile true\n");
        Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("gone"));
        assertThat(said(link))
                .isEqualTo(link + ": is a dangling symbolic link. Remove or correct the link.\nfile true\n");
        Path loop = Files.createSymbolicLink(directory.resolve("loop"), Path.of("loop"));
        assertThat(said(loop))
                .isEqualTo(loop
                        + ": cannot be read (Too many levels of symbolic links). Remove the link that leads back to"
                        + " itself.\nfile true\n");
    }

    private static String said(Path path) throws IOException {
        return OtherJava.boundByModes().run(InputDirectoryTest.class, path.toString());
    }
}
