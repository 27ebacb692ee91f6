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

/** The form of every page that a user or a contributor reads. */
class MarkdownTest {
    private static final Path TOP = Path.of("..");

    private static final List<Path> DIRECTORIES = List.of(
            Path.of("src/site/markdown"), Path.of("../seeds"), Path.of("../example-packages"), Path.of("../.github"));

    /** The longest line outside of tables and code, in characters. */
    private static final int LONGEST_LINE = 120;

    private static final String FENCE = "```";

    /** The words by which the architecture page calls packages of the code and their levels. */
    private static final Pattern HOUSE = Pattern.compile("(?i)\\b(rooms?|houses?|floors?|front doors?)\\b");

    /** The only page that may use and explains these words. */
    private static final Path ARCHITECTURE = Path.of("src/site/markdown/architecture.md");

    /** A line of a page. */
    private record Line(Path page, int number, String text, boolean inCode) {
        boolean inTable() {
            return text.startsWith("|");
        }

        @Override
        public String toString() {
            return page + ":" + number + ": " + text;
        }
    }

    @Test
    void hasNoLongLinesOutsideOfTablesAndCode() throws IOException {
        assertThat(lines())
                .filteredOn(line -> !line.inTable() && !line.inCode())
                .filteredOn(line -> line.text().codePointCount(0, line.text().length()) > LONGEST_LINE)
                .isEmpty();
    }

    @Test
    void hasTheWordsForTheHouseOnTheArchitecturePageOnly() throws IOException {
        assertThat(lines())
                .filteredOn(line -> !line.page().equals(ARCHITECTURE))
                .filteredOn(line -> HOUSE.matcher(line.text()).find())
                .isEmpty();
        assertThat(Files.readString(ARCHITECTURE)).containsPattern("calls? such a package a \\*room\\*");
    }

    @Test
    void endsEachBlockOfCode() throws IOException {
        for (Path page : pages()) {
            assertThat(Files.readAllLines(page).stream().filter(line -> line.startsWith(FENCE)))
                    .as(page.toString())
                    .satisfies(fences -> assertThat(fences.size() % 2).isZero());
        }
    }

    private static List<Line> lines() throws IOException {
        List<Line> lines = new ArrayList<>();
        for (Path page : pages()) {
            boolean code = false;
            int number = 0;
            for (String text : Files.readAllLines(page)) {
                number++;
                boolean fence = text.startsWith(FENCE);
                lines.add(new Line(page, number, text, code || fence));
                code ^= fence;
            }
        }
        return lines;
    }

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>();
        try (Stream<Path> files = Files.list(TOP)) {
            files.filter(MarkdownTest::isPage).forEach(pages::add);
        }
        for (Path directory : DIRECTORIES) {
            try (Stream<Path> files = Files.walk(directory)) {
                files.filter(MarkdownTest::isPage).forEach(pages::add);
            }
        }
        assertThat(pages).contains(ARCHITECTURE, TOP.resolve("README.md"), Path.of("../seeds/README.md"));
        return pages;
    }

    private static boolean isPage(Path file) {
        return file.toString().endsWith(".md") && !file.toString().contains("/target/");
    }
}
