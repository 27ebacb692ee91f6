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
import java.util.stream.Collectors;
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

    private static final Path SITE = Path.of("src/site/markdown");

    /** Files that the site has beside its pages. */
    private static final Path RESOURCES = Path.of("src/site/resources");

    /** A link to a file of the project, and to an anchor in it. */
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:|mailto:)([^)#\\s]*)(?:#([^)\\s]*))?\\)");

    private static final Pattern ANCHOR = Pattern.compile("<a id=\"([^\"]+)\"></a>");

    /** A block of code. */
    private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```");

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

    @Test
    void linksLeadToFilesAndAnchors() throws IOException {
        List<String> broken = new ArrayList<>();
        int links = 0;
        for (Path page : pages()) {
            Matcher link = LINK.matcher(CODE.matcher(Files.readString(page)).replaceAll(""));
            while (link.find()) {
                links++;
                String file = link.group(1);
                Path beside = file.isEmpty() ? page : page.resolveSibling(file);
                Path target = page.startsWith(SITE) && !Files.exists(beside) ? RESOURCES.resolve(file) : beside;
                String anchor = link.group(2);
                if (!Files.exists(target) || (anchor != null && !anchors(target).contains(anchor))) {
                    broken.add(page + ": " + link.group());
                }
            }
        }
        assertThat(broken).isEmpty();
        assertThat(links).isGreaterThan(100);
    }

    @Test
    void everyPageOfTheSiteIsInItsMenu() throws IOException {
        String menu = Files.readString(Path.of("src/site/site.xml"));
        try (Stream<Path> files = Files.list(SITE)) {
            assertThat(files.filter(MarkdownTest::isPage)
                            .map(page -> page.getFileName().toString().replace(".md", ".html")))
                    .hasSizeGreaterThan(20)
                    .allSatisfy(page -> assertThat(menu).contains("href=\"" + page + "\""));
        }
    }

    /** The anchors of a page. GitHub and the site make different ones of headings, so each page names its own. */
    private static Set<String> anchors(Path page) throws IOException {
        return ANCHOR.matcher(CODE.matcher(Files.readString(page)).replaceAll(""))
                .results()
                .map(anchor -> anchor.group(1))
                .collect(Collectors.toSet());
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
