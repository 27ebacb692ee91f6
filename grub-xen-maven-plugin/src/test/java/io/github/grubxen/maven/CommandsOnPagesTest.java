// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The commands on the site's pages: each calls a goal of the plugin, with properties of this goal. */
class CommandsOnPagesTest {
    private static final Path SITE = Path.of("src/site/markdown");

    private static final Path SOURCES = Path.of("src/main/java/io/github/grubxen/maven");

    private static final Pattern GOAL = Pattern.compile("@Mojo\\(\\s*name = \"([a-z-]+)\"");

    private static final Pattern PARAMETER = Pattern.compile("@Parameter\\(property = \"([^\"]+)\"");

    private static final Pattern PARENT = Pattern.compile("class \\w+ extends (\\w+)");

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```\\n(.*?)^```");

    /** A call of a goal up to the end of the line, or of the pipe or list that it is part of. */
    private static final Pattern CALL =
            Pattern.compile("(?:grub-xen-maven-plugin:[0-9.A-Z-]+|\\$P):([a-z-]+)([^\\n|&]*)");

    private static final Pattern PROPERTY = Pattern.compile("-D(grub-xen\\.[A-Za-z.]+)");

    @Test
    void callGoalsWithTheirOwnProperties() throws IOException {
        Map<String, String> plugin = goals();
        List<String> wrong = new ArrayList<>();
        Set<String> goals = new TreeSet<>();
        for (Path page : pages()) {
            for (MatchResult call : calls(Files.readString(page))) {
                String goal = plugin.get(call.group(1));
                goals.add(call.group(1));
                Set<String> own = goal == null ? Set.of() : properties(goal);
                if (goal == null) {
                    wrong.add(page.getFileName() + ": no goal " + call.group(1));
                }
                PROPERTY.matcher(call.group(2))
                        .results()
                        .map(property -> property.group(1))
                        .filter(property -> !own.contains(property))
                        .forEach(property ->
                                wrong.add(page.getFileName() + ": " + call.group(1) + " has no " + property));
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(goals).contains("guest-check", "guest-config", "import", "mkimage");
    }

    @Test
    void wrongOnesAreFound() {
        String page = "```\nmvn $P:guest-config -Da=b \\\n  -Dgrub-xen.nothing=x | cat\n```\n";
        assertThat(calls(page)).singleElement().satisfies(call -> {
            assertThat(call.group(1)).isEqualTo("guest-config");
            assertThat(call.group(2)).contains("-Dgrub-xen.nothing");
        });
    }

    private static List<MatchResult> calls(String page) {
        return BLOCK.matcher(page)
                .results()
                .flatMap(block ->
                        CALL.matcher(block.group(1).replaceAll("\\\\\\n", " ")).results())
                .toList();
    }

    /** The names of the goals' classes. */
    private static Map<String, String> goals() throws IOException {
        Map<String, String> goals = new HashMap<>();
        try (Stream<Path> sources = Files.list(SOURCES)) {
            for (Path source : sources.toList()) {
                Matcher goal = GOAL.matcher(Files.readString(source));
                if (goal.find()) {
                    goals.put(goal.group(1), source.getFileName().toString().replace(".java", ""));
                }
            }
        }
        return goals;
    }

    /** The properties of a goal's class and of the classes that it extends. */
    private static Set<String> properties(String name) throws IOException {
        String source = Files.readString(SOURCES.resolve(name + ".java"));
        Set<String> properties = new TreeSet<>(PARAMETER
                .matcher(source)
                .results()
                .map(parameter -> parameter.group(1))
                .toList());
        Matcher parent = PARENT.matcher(source);
        if (parent.find() && !parent.group(1).equals("AbstractMojo")) {
            properties.addAll(properties(parent.group(1)));
        }
        return properties;
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> pages = Files.list(SITE)) {
            return pages.filter(page -> page.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }
}
