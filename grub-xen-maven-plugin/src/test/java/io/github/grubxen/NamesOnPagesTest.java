// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the pages for contributors and users name in back quotes exists: classes, methods, rooms, files, goals and properties. */
class NamesOnPagesTest {
    private static final Path SITE = Path.of("src/site/markdown");
    private static final Path TOP = Path.of("..");

    private static final Pattern QUOTED = Pattern.compile("`([^`\n]+)`");

    /** A class with its room, and a member of it if one is named. */
    private static final Pattern CLASS_IN_ROOM = Pattern.compile(
            "([a-z]+(?:\\.[a-z]+)?)\\.([A-Z]\\w+)((?:\\.[A-Z]\\w+)*)(?:\\.([a-zA-Z]\\w*)(?:\\(.*\\))?)?");

    /** A class or constant without its room: with a second capital letter, or at least a small one and a member. */
    private static final Pattern CLASS = Pattern.compile("([A-Z][a-z]+[A-Z]\\w*)(?:\\.(\\w+)(?:\\(.*\\))?)?");

    /** A method or a field. */
    private static final Pattern MEMBER = Pattern.compile("([a-z]+[A-Z]\\w*)(?:\\(.*\\))?");

    private static final Pattern PROPERTY = Pattern.compile("(?:-D)?(grub-xen\\.[a-zA-Z.]+)(?:=\\S*)?");
    private static final Pattern GOAL = Pattern.compile("grub-xen:([a-z]+(?:-[a-z]+)*)");

    /** A file of this project; a project that uses the plugin has files in src/main/grub and src/main/deb. */
    private static final Pattern FILE = Pattern.compile(
            "(?!src/main/(?:grub|deb)\\b)(?:src|seeds|example-packages|grub-xen-maven-plugin|\\.ci|\\.mvn|\\.github)/[\\w./*-]*\\w");

    /** Classes of Plexus Utils, a file of Debian's packages, and the goal that Maven generates. */
    private static final Set<String> OTHERS = Set.of(
            "SelectorUtils.match",
            "SelectorUtils.matchPath",
            "MatchPattern",
            "DirectoryScanner",
            "CommandLineUtils",
            "changelog.Debian.gz",
            "grub-xen:help");

    /** The sources without their comments, by their paths. */
    private static final Map<String, String> SOURCES = new TreeMap<>();

    @BeforeAll
    static void read() throws IOException {
        for (String directory : List.of("src/main/java", "src/test/java")) {
            try (Stream<Path> files = Files.walk(Path.of(directory))) {
                for (Path file : files.filter(path -> path.toString().endsWith(".java"))
                        .filter(path -> !path.endsWith("NamesOnPagesTest.java"))
                        .toList()) {
                    SOURCES.put(file.toString(), withoutComments(Files.readString(file)));
                }
            }
        }
    }

    @Test
    void whatAPageNamesExists() throws IOException {
        List<String> missing = new ArrayList<>();
        Set<String> kinds = new TreeSet<>();
        Set<String> others = new TreeSet<>();
        for (Path page : pages()) {
            Matcher quoted = QUOTED.matcher(Files.readString(page));
            while (quoted.find()) {
                String name = quoted.group(1);
                String kind = kind(name);
                kinds.add(kind);
                if (OTHERS.contains(name)) {
                    others.add(name);
                } else if (!kind.isEmpty() && !exists(kind, name)) {
                    missing.add(page.getFileName() + ": no " + kind + " " + name);
                }
            }
        }
        assertThat(kinds).contains("class in a room", "class", "member", "property", "goal", "file");
        assertThat(missing).isEmpty();
        assertThat(others).isEqualTo(new TreeSet<>(OTHERS));
    }

    @Test
    void goalsAndPropertiesOnThePagesOfUsersExist() throws IOException {
        List<String> missing = new ArrayList<>();
        for (Path page : sitePages()) {
            Matcher quoted = QUOTED.matcher(Files.readString(page));
            while (quoted.find()) {
                String kind = kind(quoted.group(1));
                if (List.of("goal", "property").contains(kind)
                        && !OTHERS.contains(quoted.group(1))
                        && !exists(kind, quoted.group(1))) {
                    missing.add(page.getFileName() + ": no " + kind + " " + quoted.group(1));
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void everyGoalIsOnThePageOfGoals() throws IOException {
        String page = Files.readString(SITE.resolve("goals.md"));
        Pattern mojo = Pattern.compile("@Mojo\\(\\s*name = \"([a-z-]+)\"");
        List<String> goals = SOURCES.entrySet().stream()
                .filter(source -> source.getKey().startsWith("src/main/java"))
                .flatMap(source -> mojo.matcher(source.getValue()).results().map(result -> result.group(1)))
                .toList();
        assertThat(goals)
                .hasSizeGreaterThan(15)
                .allSatisfy(goal -> assertThat(page).contains("| `grub-xen:" + goal + "` |"));
    }

    @Test
    void whatDoesNotExistIsFound() {
        assertThat(Stream.of(
                                "io.Nowhere",
                                "io.Place.nowhere",
                                "io.Place.Nowhere",
                                "nowhere.Place",
                                "NoSuchClass",
                                "PackageRecipe.nowhere",
                                "noSuchMember",
                                "-Dgrub-xen.nowhere=true",
                                "grub-xen:nowhere",
                                "src/main/nowhere")
                        .filter(name -> exists(kind(name), name)))
                .isEmpty();
    }

    private static String kind(String name) {
        Map<String, Pattern> kinds = Map.of(
                "property", PROPERTY,
                "goal", GOAL,
                "file", FILE,
                "class in a room", CLASS_IN_ROOM,
                "class", CLASS,
                "member", MEMBER);
        return Stream.of("property", "goal", "file", "class in a room", "class", "member")
                .filter(kind -> kinds.get(kind).matcher(name).matches())
                .findFirst()
                .orElse("");
    }

    private static boolean exists(String kind, String name) {
        return switch (kind) {
            case "property" ->
                isAnywhere("\"" + Pattern.quote(matched(PROPERTY, name).group(1)) + "(?:\"|\\.)");
            case "goal" ->
                isAnywhere("@Mojo\\(\\s*name = \"" + matched(GOAL, name).group(1) + "\"");
            case "file" -> {
                String path = name.replaceFirst("/target(/.*)?$", ""); // which a build makes
                yield Files.exists(TOP.resolve(path)) || Files.exists(Path.of(path)) || path.contains("*");
            }
            case "class in a room" -> {
                Matcher found = matched(CLASS_IN_ROOM, name);
                String member = found.group(4) == null ? "" : "." + found.group(4);
                yield hasMembers(found.group(1).replace('.', '/') + "/" + found.group(2), found.group(3) + member);
            }
            case "class" -> {
                Matcher found = matched(CLASS, name);
                yield found.group(2) == null
                        ? isAnywhere("\\b" + found.group(1) + "\\b")
                        : hasMembers(found.group(1), found.group(2));
            }
            default -> isAnywhere("\\b" + matched(MEMBER, name).group(1) + "\\b");
        };
    }

    private static Matcher matched(Pattern pattern, String name) {
        Matcher matcher = pattern.matcher(name);
        assertThat(matcher.matches()).isTrue();
        return matcher;
    }

    /** Whether a source of that class has words that are not in a comment. */
    private static boolean hasMembers(String file, String members) {
        return SOURCES.entrySet().stream()
                .filter(source -> source.getKey().endsWith("/" + file + ".java"))
                .anyMatch(source -> Stream.of(members.split("\\."))
                        .filter(member -> !member.isEmpty())
                        .allMatch(member -> Pattern.compile("\\b" + member + "\\b")
                                .matcher(source.getValue())
                                .find()));
    }

    private static boolean isAnywhere(String pattern) {
        Pattern wanted = Pattern.compile(pattern);
        return SOURCES.values().stream().anyMatch(text -> wanted.matcher(text).find());
    }

    private static String withoutComments(String text) {
        return text.lines()
                .filter(line -> !line.strip().startsWith("*") && !line.strip().startsWith("/**"))
                .collect(Collectors.joining("\n"));
    }

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(
                TOP.resolve("README.md"),
                TOP.resolve("CONTRIBUTING.md"),
                SITE.resolve("architecture.md"),
                SITE.resolve("glossary.md"),
                SITE.resolve("goals.md"),
                SITE.resolve("xz.md")));
        try (Stream<Path> decisions = Files.list(SITE.resolve("decisions"))) {
            decisions.sorted().forEach(pages::add);
        }
        return pages;
    }

    private static List<Path> sitePages() throws IOException {
        try (Stream<Path> pages = Files.list(SITE)) {
            return pages.filter(page -> page.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }
}
