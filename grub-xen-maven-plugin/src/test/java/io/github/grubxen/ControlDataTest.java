// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A control field that must be there is a value of {@code BinaryControl}: whoever reads it from text says what happens without it. */
class ControlDataTest {
    private static final Path SOURCES = Path.of("src/main/java/io/github/grubxen");

    private static final Pattern BARE = Pattern.compile("\\.orElseThrow\\(\\)|\\.get\\([^()]*\\)\\s*\\.get\\(\\)");

    @Test
    void noFieldOfControlDataIsTakenForGranted() throws IOException {
        List<String> found = new ArrayList<>();
        int readers = 0;
        try (Stream<Path> sources = Files.walk(SOURCES)) {
            for (Path source : sources.filter(path -> path.toString().endsWith(".java"))
                    .filter(path -> !path.startsWith(SOURCES.resolve("maven/help")))
                    .sorted()
                    .toList()) {
                String text = Files.readString(source);
                if (!text.contains("ControlParagraph") && !text.contains("BinaryControl")) {
                    continue;
                }
                readers++;
                BARE.matcher(text).results().forEach(hit -> found.add(SOURCES.relativize(source) + ": " + hit.group()));
            }
        }
        assertThat(readers).isGreaterThan(15);
        assertThat(found).isEmpty();
    }
}
