// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The Javadoc of each goal and of each of its parameters says since which version there is one. */
class SinceTest {
    private static final Path SOURCES = Path.of("src/main/java/io/github/grubxen/maven");

    /** A goal or a parameter that users may set, with the Javadoc before it and the line after it. */
    private static final Pattern DECLARED = Pattern.compile(
            "(?<javadoc>/\\*\\*(?:(?!\\*/)[\\s\\S])*\\*/)?\\s*"
                    + "^ *@(?:Mojo|Parameter)\\b(?<values>(?:\\((?:[^()\"]|\"[^\"]*\")*\\))?)\\s*(?<rest>[^\\n]*)$",
            Pattern.MULTILINE);

    private static final Pattern SINCE = Pattern.compile("@since [0-9]+\\.[0-9]+\\.[0-9]+\\s");

    @Test
    void isInTheJavadocOfEachGoalAndParameter() throws IOException {
        List<String> missing = new ArrayList<>();
        int declared = 0;
        try (Stream<Path> sources = Files.list(SOURCES)) {
            for (Path source : sources.filter(path -> path.toString().endsWith("Mojo.java"))
                    .sorted()
                    .toList()) {
                for (MatchResult found : declared(Files.readString(source))) {
                    declared++;
                    if (!hasSince(found)) {
                        missing.add(source.getFileName() + ": " + found.group(3));
                    }
                }
            }
        }
        assertThat(declared).isGreaterThan(150);
        assertThat(missing).isEmpty();
    }

    @Test
    void oneWithoutItIsFound() {
        assertThat(declared("/** A. */\n@Mojo(name = \"a\")\n"))
                .singleElement()
                .satisfies(found -> assertThat(hasSince(found)).isFalse());
        assertThat(declared("    @Parameter\n    private String name;\n"))
                .singleElement()
                .satisfies(found -> assertThat(hasSince(found)).isFalse());
        assertThat(declared("    @Parameter(defaultValue = \"${project}\", readonly = true)\n    private X x;\n"))
                .isEmpty();
    }

    private static boolean hasSince(MatchResult found) {
        return found.group(1) != null && SINCE.matcher(found.group(1)).find();
    }

    private static List<MatchResult> declared(String text) {
        return DECLARED.matcher(text)
                .results()
                .filter(found -> !found.group(2).contains("readonly = true"))
                .toList();
    }
}
