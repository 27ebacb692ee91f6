// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.io.Diagnostic;
import io.github.grubxen.io.Place;
import io.github.grubxen.testing.DebBuilder;
import io.github.grubxen.testing.TarWriter.Entry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Packages with one wrong entry: verify reports this problem and nothing else. */
class BrokenEntriesTest {
    private static final long NEWEST = 1_700_000_000;

    @TempDir
    Path directory;

    static Stream<Arguments> wrongEntries() {
        return Stream.of(
                Arguments.of(Entry.file("usr/y", "y"), "tar-paths", "/usr/y", "is not of the form ./path"),
                Arguments.of(Entry.file("/usr/y", "y"), "tar-paths", "/usr/y", "is not of the form ./path"),
                Arguments.of(Entry.file("./../y", "y"), "tar-paths", "/y", "is not of the form ./path"),
                Arguments.of(Entry.file("./usr/../../y", "y"), "tar-paths", "/y", "is not of the form ./path"),
                Arguments.of(Entry.file("./usr//y", "y"), "tar-paths", "/usr/y", "is not of the form ./path"),
                Arguments.of(Entry.file("./usr/./y", "y"), "tar-paths", "/usr/y", "is not of the form ./path"),
                Arguments.of(Entry.file("./usr/y\ny", "y"), "tar-paths", "/usr/y?y", "is not of the form ./path"),
                Arguments.of(Entry.file("./usr/y/", "y"), "tar-paths", "/usr/y", "is not of the form ./path"),
                Arguments.of(Entry.directory("./usr/y"), "tar-paths", "/usr/y", "is not of the form ./path/"),
                Arguments.of(Entry.file("./usr/x", "y"), "tar-paths", "/usr/x", "occurs twice"),
                Arguments.of(Entry.directory("./usr/"), "tar-paths", "/usr", "occurs twice"),
                Arguments.of(
                        Entry.file("./var/y", "y"), "tar-paths", "/var/y", "its directory does not come before it"),
                Arguments.of(
                        Entry.file("./usr/x/y", "y"),
                        "tar-paths",
                        "/usr/x/y",
                        "is below something that is not a directory"),
                Arguments.of(
                        Entry.file("./usr/" + "y".repeat(256), "y"),
                        "tar-paths",
                        "/usr/" + "y".repeat(256),
                        "more than 255 bytes"),
                Arguments.of(Entry.file("./usr/y", "").type('3'), "tar-types", "/usr/y", "an entry of type '3'"),
                Arguments.of(Entry.file("./usr/y", "").type('6'), "tar-types", "/usr/y", "an entry of type '6'"),
                Arguments.of(Entry.file("./usr/y", "y").type('x'), "tar-types", "/usr/y", "an entry of type 'x'"),
                Arguments.of(
                        Entry.hardLink("./usr/y", "./usr/z"),
                        "tar-types",
                        "/usr/y",
                        "not an earlier file of the archive"),
                Arguments.of(Entry.hardLink("./usr/y", "/usr/x"), "tar-types", "/usr/y", "does not begin with ./"),
                Arguments.of(
                        Entry.file("./usr/y", "y").owner("alice"), "tar-owners", "/usr/y", "belongs to alice/alice"),
                Arguments.of(
                        Entry.file("./usr/y", "y").mode(0664), "tar-modes", "/usr/y", "mode 0664: others than root"),
                Arguments.of(
                        Entry.file("./usr/y", "y").mode(0646), "tar-modes", "/usr/y", "mode 0646: others than root"),
                Arguments.of(Entry.file("./usr/y", "y").mode(04755), "tar-modes", "/usr/y", "mode 4755: setuid"),
                Arguments.of(Entry.file("./usr/y", "y").mode(0600), "tar-modes", "/usr/y", "not everybody may read it"),
                Arguments.of(Entry.directory("./usr/y/").mode(0700), "tar-modes", "/usr/y", "a directory has 0755"),
                Arguments.of(Entry.link("./usr/y", "x").mode(0755), "tar-modes", "/usr/y", "a symbolic link has 0777"),
                Arguments.of(
                        Entry.file("./usr/y", "y").time(NEWEST + 1),
                        "tar-times",
                        "/usr/y",
                        "later than 2023-11-14T22:13:20Z"),
                Arguments.of(Entry.link("./usr/y", "../../y"), "links", "/usr/y", "leads above the root"),
                Arguments.of(Entry.link("./usr/y", "y"), "links", "/usr/y", "leads in a cycle"),
                Arguments.of(Entry.link("./usr/y", "none"), "links", "/usr/y", "points to /usr/none, which is neither"),
                Arguments.of(
                        Entry.link("./usr/y", "/usr/none"),
                        "links",
                        "/usr/y",
                        "points to /usr/none, which is neither"));
    }

    @ParameterizedTest
    @MethodSource("wrongEntries")
    void namesAnEntryThatIsWrong(Entry entry, String check, String path, String problem) throws IOException {
        Path deb = good().with(entry).write(directory);

        List<Diagnostic> findings = find(deb);

        assertThat(findings).anySatisfy(finding -> assertFinding(deb, finding, check, path, problem));
        if (!check.equals("tar-paths") && entry.type() != '1') {
            assertThat(findings).extracting(Diagnostic::rule).containsOnly(check);
        }
    }

    @Test
    void acceptsLinksInsideToOtherPackagesAndElsewhere() throws IOException {
        Path deb = good().fields("Depends: other (>= 1) | third\n")
                .link("usr/a", "x")
                .link("usr/b", "/usr/x")
                .link("usr/c", "a")
                .link("usr/d", "../etc/alternatives/d")
                .link("usr/e", "of-the-other")
                .with(Entry.hardLink("./usr/f", "./usr/x"))
                .link("usr/share/doc/p", "other")
                .control(
                        "md5sums", "9dd4e461268c8034f5c8564e155c67a6  usr/x\n9dd4e461268c8034f5c8564e155c67a6  usr/f\n")
                .write(directory);
        assertThat(find(deb)).isEmpty();
    }

    @Test
    void holdsALinkAgainstTheDependencyWhereThatIsVerifiedToo() throws IOException {
        Path deb = good().fields("Depends: other\n").link("usr/e", "z").write(directory);
        Path without = new DebBuilder("other").file("usr/y", bytes("y")).write(directory);
        assertThat(new Verification(NEWEST, Optional.empty()).of(List.of(deb, without)))
                .singleElement()
                .satisfies(finding -> assertFinding(deb, finding, "links", "/usr/e", "points to /usr/z"));

        Path with = new DebBuilder("other").file("usr/z", bytes("z")).write(directory);
        assertThat(new Verification(NEWEST, Optional.empty()).of(List.of(deb, with)))
                .isEmpty();
    }

    @Test
    void namesADocDirectoryOfAPackageThatIsNotNeeded() throws IOException {
        Path deb = good().fields("Depends: other\n")
                .file("usr/share/doc/q/x", bytes("x"))
                .link("usr/share/doc/p", "third")
                .write(directory);
        assertOnly(deb, "links", "/usr/share/doc/p", "points to /usr/share/doc/third");
    }

    private static DebBuilder good() {
        return new DebBuilder("p").file("usr/x", bytes("x"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<Diagnostic> find(Path deb) throws IOException {
        return new Verification(NEWEST, Optional.empty()).of(List.of(deb));
    }

    private static void assertOnly(Path deb, String check, String path, String problem) throws IOException {
        assertThat(find(deb)).singleElement().satisfies(finding -> assertFinding(deb, finding, check, path, problem));
    }

    private static void assertFinding(Path deb, Diagnostic finding, String check, String path, String problem) {
        assertThat(finding.line())
                .startsWith(new Place.InPackage(String.valueOf(deb.getFileName()), path) + ": ")
                .contains(problem)
                .contains(" [" + check + "]. ")
                .doesNotContain("\n");
    }
}
