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

    /** A row of the table of rooms: its floor and its name. */
    private static final Pattern ROOM = Pattern.compile("\\| (\\d+) \\| `(\\w+)` \\| \\S.*");

    /** A class that the page names with its room. */
    private static final Pattern CLASS = Pattern.compile("`([a-z]+)\\.([A-Z]\\w+)");

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
        try (Stream<Path> folders = Files.list(SOURCES)) {
            folders.filter(Files::isDirectory).forEach(folder -> rooms.add(String.valueOf(folder.getFileName())));
        }
        assertThat(ArchitectureTest.FLOORS.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(rooms);
    }

    @Test
    void namesOnlyClassesThatExist() throws IOException {
        List<String> missing = new ArrayList<>();
        int named = 0;
        try (Stream<Path> pages = Files.walk(PAGES)) {
            for (Path page :
                    pages.filter(path -> path.toString().endsWith(".md")).toList()) {
                Matcher name = CLASS.matcher(Files.readString(page));
                while (name.find()) {
                    if (Files.notExists(SOURCES.resolve(name.group(1)))) {
                        continue; // a file's name, such as changelog.Debian.gz
                    }
                    named++;
                    Path main = SOURCES.resolve(name.group(1)).resolve(name.group(2) + ".java");
                    Path test = Path.of("src/test/java/io/github/grubxen")
                            .resolve(name.group(1))
                            .resolve(name.group(2) + ".java");
                    if (Files.notExists(main) && Files.notExists(test)) {
                        missing.add(page.getFileName() + ": " + name.group());
                    }
                }
            }
        }
        assertThat(named).isPositive();
        assertThat(missing).isEmpty();
    }

    @Test
    void linksOnlyToFilesThatExist() throws IOException {
        Pattern link = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");
        List<Path> files = new ArrayList<>(List.of(
                Path.of("../README.md"),
                Path.of("../CONTRIBUTING.md"),
                Path.of("../SECURITY.md"),
                Path.of("../CHANGELOG.md"),
                Path.of("../seeds/README.md")));
        try (Stream<Path> pages = Files.walk(PAGES)) {
            pages.filter(path -> path.toString().endsWith(".md")).forEach(files::add);
        }
        List<String> dead = new ArrayList<>();
        for (Path file : files) {
            Matcher target = link.matcher(Files.readString(file));
            while (target.find()) {
                if (Files.notExists(file.resolveSibling(target.group(1)))) {
                    dead.add(file + ": " + target.group(1));
                }
            }
        }
        assertThat(dead).isEmpty();
    }
}
