// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of symptoms names rules that exist, and messages that this project's code or tests have seen. */
class TroubleshootingPageTest {
    private static final Path SITE = Path.of("src/site/markdown");
    private static final Pattern RULE = Pattern.compile("`([a-z-]+)`");
    private static final Pattern MESSAGE = Pattern.compile("^\\| `+([^|]+?)`+ \\|");

    @Test
    void itsChecksAreRulesOfLintOrGuestCheck() throws IOException {
        String rules = Files.readString(SITE.resolve("lint.md")) + Files.readString(SITE.resolve("guest-check.md"));
        List<String> named = lines().filter(line -> line.startsWith("| ") && line.split(" \\| ", -1).length == 4)
                .map(line -> line.substring(line.lastIndexOf(" | ", line.length() - 3)))
                .flatMap(cell -> RULE.matcher(cell).results().map(found -> found.group(1)))
                .filter(name -> !name.equals("images"))
                .distinct()
                .toList();
        assertThat(named)
                .hasSizeGreaterThan(20)
                .allSatisfy(name -> assertThat(rules).contains("\n| `" + name + "` |"));
    }

    @Test
    void itsMessagesAreKnownToTheCode() throws IOException {
        StringBuilder code = new StringBuilder();
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            for (Path file : files.filter(file -> file.toString().matches(".*\\.(java|cfg|txt)"))
                    .toList()) {
                code.append(Files.readString(file));
            }
        }
        List<String> messages = lines().takeWhile(line -> !line.startsWith("## The guest shows nothing"))
                .map(MESSAGE::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1).replaceFirst("^error: ", "").replaceFirst("\\.$", ""))
                .toList();
        assertThat(messages)
                .hasSizeGreaterThan(12)
                .allSatisfy(message -> assertThat(code.toString()).contains(message));
    }

    private static Stream<String> lines() throws IOException {
        return Files.readString(SITE.resolve("troubleshooting.md")).lines();
    }
}
