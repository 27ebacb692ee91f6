// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.io.Bytes;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Held against cpio. */
class NewcCpioTest {
    @TempDir
    Path directory;

    @Test
    void isUnpackedByCpio() throws IOException {
        Path archive = directory.resolve("archive");
        try (NewcCpio cpio = new NewcCpio(Files.newOutputStream(archive))) {
            cpio.directory("proc").link("bin", "usr/bin").file("usr/bin/tool", 0755, text("tool"));
            cpio.file("etc/a/b", 0644, text("odd"));
        }
        Path root = Files.createDirectory(directory.resolve("root"));
        List<String> names =
                Tools.run(root, "cpio", "-t", "-F", archive.toString()).lines().toList();
        assertThat(names).containsExactly("proc", "bin", "usr", "usr/bin", "usr/bin/tool", "etc", "etc/a", "etc/a/b");
        Tools.run(root, "cpio", "-i", "-F", archive.toString());
        assertThat(root.resolve("bin/tool")).hasContent("tool").isExecutable();
        assertThat(root.resolve("etc/a/b")).hasContent("odd");
        assertThat(root.resolve("proc")).isEmptyDirectory();
    }

    private static Bytes text(String text) {
        return Bytes.of("text", text.getBytes(StandardCharsets.UTF_8));
    }
}
