// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The architecture page beside the code that it describes. */
class ArchitecturePageTest {
    private static final Path PAGES = Path.of("src/site/markdown");
    private static final Path SOURCES = Path.of("src/main/java/io/github/grubxen");
    private static final Path TESTS = Path.of("src/test/java/io/github/grubxen");

    /** A row of the table of rooms: its floor and its name. */
    private static final Pattern ROOM = Pattern.compile("\\| (\\d+) \\| `([\\w.]+)` \\| \\S.*");

    /** A class that a page names with its package. */
    private static final Pattern CLASS = Pattern.compile("`([a-z]+(?:\\.[a-z]+)?)\\.([A-Z]\\w+)");

    /** A method of a test class. */
    private static final Pattern METHOD = Pattern.compile("`([a-z]+(?:\\.[a-z]+)?)\\.([A-Z]\\w+Test)\\.(\\w+)`");

    @Test
    void hasTheRoomsOfTheCodeOnTheirFloors() throws IOException {
        List<String> shown = new ArrayList<>();
        for (String line : Files.readAllLines(PAGES.resolve("architecture.md"))) {
            Matcher room = ROOM.matcher(line);
            if (room.matches()) {
                shown.add(room.group(1) + " " + room.group(2));
            }
        }
        List<String> built = new ArrayList<>();
        for (int i = 0; i < ArchitectureTest.FLOORS.size(); i++) {
            for (String room : ArchitectureTest.FLOORS.get(i)) {
                built.add(i + 1 + " " + room);
            }
        }
        assertThat(shown).containsExactlyInAnyOrderElementsOf(built);
    }

    @Test
    void everyRoomOfTheCodeHasAFloor() throws IOException {
        Set<String> rooms = new TreeSet<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            files.filter(file -> file.endsWith("package-info.java"))
                    .map(file -> SOURCES.relativize(file.resolveSibling("")))
                    .forEach(room -> rooms.add(room.toString().replace('/', '.')));
        }
        assertThat(ArchitectureTest.FLOORS.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(rooms);
    }

    @Test
    void namesOnlyClassesThatExist() throws IOException {
        List<String> missing = new ArrayList<>();
        int named = 0;
        for (Path page : pages()) {
            Matcher name = CLASS.matcher(Files.readString(page));
            while (name.find()) {
                if (name.group(1).equals("changelog")) {
                    continue; // changelog.Debian.gz
                }
                named++;
                Path file = Path.of(name.group(1).replace('.', '/'), name.group(2) + ".java");
                if (Files.notExists(SOURCES.resolve(file)) && Files.notExists(TESTS.resolve(file))) {
                    missing.add(page.getFileName() + ": " + name.group());
                }
            }
        }
        assertThat(named).isPositive();
        assertThat(missing).isEmpty();
    }

    @Test
    void namesOnlyTestMethodsThatExist() throws IOException {
        List<String> missing = new ArrayList<>();
        int named = 0;
        for (Path page : pages()) {
            Matcher name = METHOD.matcher(Files.readString(page));
            while (name.find()) {
                Path file = TESTS.resolve(Path.of(name.group(1).replace('.', '/'), name.group(2) + ".java"));
                named++;
                if (Files.notExists(file) || !Files.readString(file).contains(" " + name.group(3) + "(")) {
                    missing.add(page.getFileName() + ": " + name.group());
                }
            }
        }
        assertThat(named).isPositive();
        assertThat(missing).isEmpty();
    }

    /** The pages of the site, and those in the top directory and in seeds. */
    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(
                Path.of("../README.md"),
                Path.of("../CONTRIBUTING.md"),
                Path.of("../SECURITY.md"),
                Path.of("../CHANGELOG.md"),
                Path.of("../seeds/README.md")));
        try (Stream<Path> site = Files.walk(PAGES)) {
            site.filter(path -> path.toString().endsWith(".md")).forEach(pages::add);
        }
        return pages;
    }
}
