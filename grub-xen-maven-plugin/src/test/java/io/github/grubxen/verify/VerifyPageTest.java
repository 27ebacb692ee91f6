// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of checks in verify.md beside the checks of the code. */
class VerifyPageTest {
    private static final Path PAGE = Path.of("src/site/markdown/verify.md");
    private static final Path SOURCES = Path.of("src/main/java/io/github/grubxen/verify");

    /** The first cell of a row: names of checks, separated by commas. */
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ((?:`[a-z0-9-]+`(?:, )?)+) \\|");

    private static final Pattern NAME = Pattern.compile("`([a-z0-9-]+)`");

    /** The constant of a check's name. Other constants of this package are not words with hyphens. */
    private static final Pattern CONSTANT = Pattern.compile("static final String \\w+ =\\s+\"([a-z][a-z0-9-]*)\";");

    /** A finding whose check is not a constant. */
    private static final Pattern LITERAL = Pattern.compile("findings\\.add\\(\\s*\"|new Finding\\(\\s*\"");

    @Test
    void listsTheChecksThatExist() throws IOException {
        List<String> listed = new ArrayList<>();
        for (MatchResult row : ROW.matcher(Files.readString(PAGE)).results().toList()) {
            NAME.matcher(row.group(1)).results().forEach(name -> listed.add(name.group(1)));
        }
        List<String> existing = new ArrayList<>();
        for (String source : sources().values()) {
            CONSTANT.matcher(source).results().forEach(constant -> existing.add(constant.group(1)));
        }
        assertThat(existing).contains("ar", "second-build");
        assertThat(listed).containsExactlyInAnyOrderElementsOf(existing);
    }

    @Test
    void canNameNoOtherChecks() throws IOException {
        assertThat(sources())
                .allSatisfy((file, source) -> assertThat(source).as(file).doesNotContainPattern(LITERAL));
    }

    private static Map<String, String> sources() throws IOException {
        Map<String, String> sources = new TreeMap<>();
        try (Stream<Path> files = Files.list(SOURCES)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                sources.put(file.toString(), Files.readString(file));
            }
        }
        return sources;
    }
}
