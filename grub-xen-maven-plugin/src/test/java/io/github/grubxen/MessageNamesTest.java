// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Messages name what is right for every caller: elements of a POM and properties are known to the package maven alone. */
class MessageNamesTest {
    private static final Path SOURCES = Path.of("src/main/java/io/github/grubxen");

    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\n]|\\\\.)*)\"");

    /** A property, or an element; no group of a pattern, and no address such as {@code Name <name@host>}. */
    private static final Pattern NAME = Pattern.compile("grub-xen\\.[a-zA-Z]+|(?<![?!])(?<!Name )<[a-zA-Z]+>");

    /** Suffixes of temporary files, and the name of a report's suite. */
    private static final Set<String> NO_PROPERTIES =
            Set.of("grub-xen.lock", "grub-xen.part", "grub-xen.gone", "grub-xen.boot");

    @Test
    void belowMavenNameNoElementOfAPomAndNoProperty() throws IOException {
        List<String> found = new ArrayList<>();
        int literals = 0;
        try (Stream<Path> sources = Files.walk(SOURCES)) {
            for (Path source : sources.filter(path -> path.toString().endsWith(".java"))
                    .filter(path -> !path.startsWith(SOURCES.resolve("maven")))
                    .sorted()
                    .toList()) {
                for (String line : Files.readAllLines(source)) {
                    if (line.strip().startsWith("*") || line.strip().startsWith("/**")) {
                        continue;
                    }
                    Matcher literal = LITERAL.matcher(line);
                    while (literal.find()) {
                        literals++;
                        Matcher name = NAME.matcher(literal.group(1));
                        while (name.find()) {
                            if (!NO_PROPERTIES.contains(name.group())) {
                                found.add(SOURCES.relativize(source) + ": " + literal.group(1));
                            }
                        }
                    }
                }
            }
        }
        assertThat(literals).isGreaterThan(1000);
        assertThat(found).isEmpty();
    }
}
