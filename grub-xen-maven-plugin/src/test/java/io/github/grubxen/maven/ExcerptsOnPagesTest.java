// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.start.NewProject;
import io.github.grubxen.start.Start;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lines of logs that the README and the site's pages show are lines that the goals log. */
class ExcerptsOnPagesTest {
    private static final Path README = Path.of("../README.md");

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```\\w*\\n(.*?)^```");

    /** A line of a log. A long error goes on in the lines after it. */
    private static final Pattern LINE =
            Pattern.compile("(?m)^\\[(?:INFO|WARNING)\\] (.*)|^\\[ERROR\\] ((?:.+\\n)+?)(?=\\[|\\z)");

    /** A line of Maven itself, or of a difference of two files. */
    private static final Pattern NOT_OURS = Pattern.compile("[-+@ ].*", Pattern.DOTALL);

    private static final Pattern WORD = Pattern.compile("(?<![\\w./-])[A-Za-z][a-z]{3,}(?![\\w./-])");

    /** Words of the input that the pages show. */
    private static final Set<String> INPUT = Set.of("bookworm", "Starting", "legacy", "zstd", "affs");

    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\\n]|\\\\.)*)\"");

    private static final Set<String> LITERALS = new TreeSet<>();

    @TempDir
    Path directory;

    @BeforeAll
    static void readLiterals() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                String source = Files.readString(file).replaceAll("\"\\s*\\+\\s*\"", "");
                LITERAL.matcher(source)
                        .results()
                        .flatMap(literal -> Arrays.stream(
                                literal.group(1).replace("\\\"", "\"").split("%[sd]|%n|\\\\n")))
                        .map(String::strip)
                        .filter(literal -> literal.length() >= 4)
                        .forEach(LITERALS::add);
            }
        }
    }

    @Test
    void haveTheWordsOfTheCode() throws IOException {
        List<String> unknown = new ArrayList<>();
        Set<String> input = new TreeSet<>();
        int lines = 0;
        for (Path page : pages()) {
            for (String line : lines(Files.readString(page))) {
                lines++;
                for (String word : words(line)) {
                    if (INPUT.contains(word)) {
                        input.add(word);
                    } else {
                        unknown.add(page.getFileName() + ": " + word + " in: " + line);
                    }
                }
            }
        }
        assertThat(unknown).isEmpty();
        assertThat(lines).isGreaterThan(30);
        assertThat(input).isEqualTo(INPUT);
    }

    @Test
    void aLineThatNoGoalLogsIsFound() {
        List<String> lines =
                lines("```\n$ mvn\n[INFO] Wrote a.bin, 12 bytes, gladly\n[ERROR] no such\nthing hereabouts\n```\n");
        assertThat(lines).containsExactly("Wrote a.bin, 12 bytes, gladly", "no such thing hereabouts");
        assertThat(words(lines.get(0))).containsExactly("gladly");
        assertThat(words(lines.get(1))).contains("hereabouts");
    }

    @Test
    void thoseOfTheReadmeArePrintedByTheProjectThatInitWrites() throws Exception {
        NewProject site = new NewProject(
                "org.example",
                "site-boot",
                "1.0-SNAPSHOT",
                Optional.of("A Packager <packager@example.org>"),
                "0.1.0-SNAPSHOT",
                "2026-11-23T00:00:00Z");
        Path project = Files.createDirectory(directory.resolve("site-boot"));
        for (var file : Start.SITE.files(site).entrySet()) {
            Path target = project.resolve(file.getKey());
            Files.createDirectories(target.resolve("..").normalize());
            Files.writeString(target, file.getValue().utf8());
        }
        StartedProject started = StartedProject.in(project);
        List<String> printed = new ArrayList<>();
        for (String goal : List.of("modules", "lint", "images", "deb")) {
            printed.addAll(started.run(goal).lines());
        }
        List<String> shown = lines(Files.readString(README)).stream()
                .takeWhile(line -> !line.startsWith("Verified"))
                .filter(line -> !line.startsWith("Using ")) // the test gives a package file, and fetches none with apt
                .toList();
        assertThat(shown).hasSize(5);
        assertThat(printed)
                .map(ExcerptsOnPagesTest::withoutNumbers)
                .containsAll(
                        shown.stream().map(ExcerptsOnPagesTest::withoutNumbers).toList());
    }

    /** The lines that the blocks of code on a page show of a log. */
    private static List<String> lines(String page) {
        return BLOCK.matcher(page)
                .results()
                .flatMap(block -> LINE.matcher(block.group(1)).results())
                .map(line -> Optional.ofNullable(line.group(1)).orElseGet(() -> line.group(2)))
                .filter(line -> !NOT_OURS.matcher(line).matches())
                .map(line -> line.strip().replaceAll("\\s+", " "))
                .toList();
    }

    /** The words of a line that are in no text of the code. */
    private static List<String> words(String line) {
        BitSet known = new BitSet();
        for (String literal : LITERALS) {
            for (int at = line.indexOf(literal); at >= 0; at = line.indexOf(literal, at + 1)) {
                known.set(at, at + literal.length());
            }
        }
        Matcher word = WORD.matcher(line);
        return word.results()
                .filter(found -> known.nextClearBit(found.start()) < found.end())
                .map(MatchResult::group)
                .collect(Collectors.toList());
    }

    /** The line with the same sign for each word that has a digit, but for names of images. */
    private static String withoutNumbers(String line) {
        return line.replace("...", "0").replaceAll("(?<!\\S)(?!\\S*-xen(?:_pvh)?\\.bin)\\S*\\d\\S*", "#");
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> pages = Files.list(Path.of("src/site/markdown"))) {
            return Stream.concat(
                            Stream.of(README),
                            pages.filter(page -> page.toString().endsWith(".md"))
                                    .sorted())
                    .toList();
        }
    }
}
