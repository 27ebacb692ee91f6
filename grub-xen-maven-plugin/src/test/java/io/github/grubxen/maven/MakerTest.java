// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MakerTest {
    @TempDir
    Path directory;

    private List<URL> classPath = List.of();

    @BeforeEach
    void write() throws IOException {
        classPath = List.of(archive("plugin-1.0-SNAPSHOT.jar", "a"), archive("library-1.jar", "b"));
    }

    @Test
    void isTheSameAsLongAsItsArchivesAre() throws IOException {
        assertThat(Maker.of(classPath)).isEqualTo(Maker.of(classPath)).hasSize(2 * 64 + 1);
    }

    @Test
    void isAnotherOneWithAnotherVersionOfAnyLibrary() throws IOException {
        String former = Maker.of(classPath);
        assertThat(Maker.of(List.of(classPath.get(0), archive("library-2.jar", "c"))))
                .isNotEqualTo(former);
        archive("plugin-1.0-SNAPSHOT.jar", "d");
        assertThat(Maker.of(classPath)).as("a snapshot, built again").isNotEqualTo(former);
    }

    /** Classes that a compiler may write anew at any time. */
    @Test
    void isAlwaysAnotherOneWithoutAnArchive() throws IOException {
        List<URL> classes = List.of(directory.toUri().toURL());
        assertThat(Maker.of(classes)).isNotEqualTo(Maker.of(classes));
        List<URL> elsewhere = List.of(new URL("http://localhost/plugin.jar"));
        assertThat(Maker.of(elsewhere)).startsWith("not in an archive");
    }

    private URL archive(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content).toUri().toURL();
    }
}
