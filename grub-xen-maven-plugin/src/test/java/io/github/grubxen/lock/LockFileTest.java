// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.lock.LockedFile.Kind;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LockFileTest {
    private static final GrubLock LOCK = new GrubLock(
            new LockOrigin(LockOrigin.Kind.APT, "bookworm"),
            "grub2",
            "2.06-13+deb12u2",
            List.of(
                    new LockedFile(Kind.PACKAGE, "grub-xen-bin", "2.06-13+deb12u2", "amd64", 1017664, "a1".repeat(32)),
                    new LockedFile(Kind.PACKAGE, "grub-common", "2.06-13+deb12u2", "amd64", 2719088, "b2".repeat(32))),
            Map.of(
                    Platform.I386_XEN_PVH, new TreeDigest(218, "c3".repeat(32)),
                    Platform.I386_XEN, new TreeDigest(214, "d4".repeat(32))));

    @TempDir
    Path directory;

    @Test
    void hasOneFactALineInAStableOrder() {
        assertThat(LOCK.toText())
                .isEqualTo("""
                        # What the GRUB modules of this build came from. The goal grub-xen:lock writes this file, grub-xen:update moves
                        # it to a newer version. Every build obeys it.
                        Format: 1
                        Origin: apt
                        Suite: bookworm
                        Source: grub2
                        Version: 2.06-13+deb12u2

                        Package: grub-xen-bin
                        Version: 2.06-13+deb12u2
                        Architecture: amd64
                        Size: 1017664
                        SHA256: %s

                        Package: grub-common
                        Version: 2.06-13+deb12u2
                        Architecture: amd64
                        Size: 2719088
                        SHA256: %s

                        Platform: i386-xen
                        Files: 214
                        SHA256: %s

                        Platform: i386-xen_pvh
                        Files: 218
                        SHA256: %s
                        """.formatted("a1".repeat(32), "b2".repeat(32), "d4".repeat(32), "c3".repeat(32)));
    }

    @Test
    void isReadBackWithTheLineOfEachDigest() throws IOException {
        LockFile read = LockFile.read(file(LOCK.toText())).orElseThrow();
        assertThat(read.lock()).isEqualTo(LOCK);
        assertThat(read.place(LOCK.files().get(1))).hasToString(directory.resolve("grub-xen.lock") + ":19");
        assertThat(read.place(Platform.I386_XEN_PVH).toString()).endsWith(":27");
        assertThat(read.place("Origin").toString()).endsWith(":5");
        assertThat(read.place("Version").toString()).endsWith(":7");
    }

    @ParameterizedTest
    @CsvSource({"DEB,''", "ARTIFACT,org.example:grub:2.12:grub-modules:tar.xz", "DIRECTORY,''"})
    void isReadBackForEveryKindOfOrigin(LockOrigin.Kind kind, String detail) throws IOException {
        GrubLock lock = new GrubLock(
                new LockOrigin(kind, detail),
                "grub2",
                "2.12",
                kind == LockOrigin.Kind.ARTIFACT
                        ? List.of(
                                new LockedFile(Kind.FILE, "grub-2.12-grub-modules.tar.xz", "", "", 7, "0f".repeat(32)))
                        : List.of(),
                LOCK.trees());
        assertThat(LockFile.read(file(lock.toText())).orElseThrow().lock()).isEqualTo(lock);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "bookworm"})
    void aSourceHasItsFilesAndPatchesInOrder(String suite) throws IOException {
        GrubLock lock = new GrubLock(
                new LockOrigin(LockOrigin.Kind.SOURCE, suite),
                "grub2",
                "2.06-13",
                List.of(
                        new LockedFile(Kind.FILE, "grub2_2.06-13.dsc", "", "", 7, "0f".repeat(32)),
                        new LockedFile(Kind.FILE, "grub2_2.06.orig.tar.xz", "", "", 8, "1f".repeat(32)),
                        new LockedFile(Kind.PATCH, "a fix, f\u00fcr uns.patch", "", "", 9, "2f".repeat(32)),
                        new LockedFile(Kind.PATCH, "a fix, f\u00fcr uns.patch", "", "", 9, "3f".repeat(32))),
                LOCK.trees());
        assertThat(lock.toText())
                .contains("Origin: source\n" + (suite.isEmpty() ? "" : "Suite: bookworm\n") + "Source: grub2\n")
                .contains("\nFile: grub2_2.06.orig.tar.xz\nSize: 8\nSHA256: 1f")
                .contains("\nPatch: a fix, f\u00fcr uns.patch\nSize: 9\nSHA256: 2f");
        LockFile read = LockFile.read(file(lock.toText())).orElseThrow();
        assertThat(read.lock()).isEqualTo(lock);
        assertThat(read.lock().digests())
                .containsExactly(
                        Map.entry("grub2_2.06-13.dsc", "0f".repeat(32)),
                        Map.entry("grub2_2.06.orig.tar.xz", "1f".repeat(32)));
    }

    @Test
    void isNothingWhereThereIsNone() throws IOException {
        assertThat(LockFile.read(directory.resolve("grub-xen.lock"))).isEmpty();
    }

    @Test
    void isNotWrittenAgainWithTheSameBytes() throws IOException {
        Path file = directory.resolve("grub-xen.lock");
        assertThat(LOCK.write(file)).isTrue();
        FileTime longAgo = FileTime.fromMillis(1_000_000);
        Files.setLastModifiedTime(file, longAgo);
        assertThat(LOCK.write(file)).isFalse();
        assertThat(Files.getLastModifiedTime(file)).isEqualTo(longAgo);
        Files.writeString(file, Files.readString(file).replace("a1", "a2"));
        assertThat(LOCK.write(file)).isTrue();
        assertThat(file).hasContent(LOCK.toText());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "Format: 1              | Format: 2          | 3 | a lock in format 2, but this version of the plugin only knows format 1",
                "Origin: apt            | Origin: apk        | 4 | 'apk' is not a kind of origin. Use apt, deb, artifact, directory or source.",
                "Suite: bookworm        | Suite: ../x        | 5 | '../x' is not a valid value of the field Suite",
                "Suite: bookworm        | Mirror: x          | 3 | this paragraph has no field Suite",
                "Source: grub2          | Source:            | 6 | '' is not a valid value of the field Source",
                "Size: 1017664          | Size: -1           | 12 | '-1' is not a valid value of the field Size",
                "Architecture: amd64    | Architecture: /    | 11 | '/' is not a valid value of the field Architecture",
                "Files: 214             | Files: many        | 22 | 'many' is not a valid value of the field Files",
                "Files: 214             | Fil: 214           | 21 | this paragraph has no field Files",
                "Files: 214             | Files: 214\\nX: 1  | 23 | a paragraph of this kind has no such field",
                "Platform: i386-xen_pvh | Platform: i386-pc  | 25 | 'i386-pc' is not a GRUB platform for Xen",
                "Platform: i386-xen_pvh | Platform: i386-xen | 25 | a second paragraph for i386-xen",
                "Package: grub-common   | Package: grub-xen-bin | 15 | a second paragraph for grub-xen-bin",
                "Package: grub-common   | Pack               | 15 | not of the form 'Field: value'",
                "Package: grub-common   | Package: ../../x   | 15 | '../../x' is not a valid value of the field Package",
            })
    void whoseLineIsWrongIsRefusedWithTheLine(String right, String wrong, int line, String problem) throws IOException {
        assertThat(LOCK.toText()).contains(right);
        Path file = file(LOCK.toText().replaceFirst("(?m)^" + right + "$", wrong.replace("\\n", "\n")));
        assertThatThrownBy(() -> LockFile.read(file))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith(file + ":" + line + ": " + problem);
    }

    @Test
    void isRefusedWithARemedyWhereverItIsCutOff() throws IOException {
        String text = LOCK.toText();
        int head = text.indexOf("Format");
        int firstTree = text.indexOf("d4");
        for (int end = 0; end < firstTree + 64; end++) {
            Path file = file(text.substring(0, end));
            String name = "cut off after " + end + (end > head ? " behind the head" : "");
            assertThatThrownBy(() -> LockFile.read(file))
                    .as(name)
                    .isInstanceOf(BadInput.class)
                    .hasMessageStartingWith(file.toString())
                    .hasMessageMatching("(?s).*(Take the file from version control|Correct the line|Use ).*");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "# nothing\n"})
    void isRefusedWhereItIsEmpty(String text) throws IOException {
        Path file = file(text);
        assertThatThrownBy(() -> LockFile.read(file))
                .hasMessage(file + ": is empty. Take the file from version control, or remove it and run the goal"
                        + " grub-xen:lock, which writes a new one.");
    }

    @Test
    void hasTheDigestOfATreeThatSha256sumComputes() throws IOException {
        Tools.require("sha256sum", "sh");
        Path tree = Files.createDirectories(directory.resolve("tree"));
        for (String name : List.of("zfs.mod", "modinfo.sh", "kernel.img", "Z.mod", "a_b.mod", "a-b.mod", "a.mod")) {
            Files.writeString(tree.resolve(name), "content of " + name);
        }
        Path script = Files.writeString(directory.resolve("sum"), "LC_ALL=C\nsha256sum * | sha256sum > ../sum.out\n");
        Tools.run(tree, "env", "LC_ALL=C", "sh", script.toString());
        TreeDigest digest = TreeDigest.of(tree);
        assertThat(Files.readString(directory.resolve("sum.out"))).startsWith(digest.sha256() + " ");
        assertThat(digest.files()).isEqualTo(7);
        Files.move(tree.resolve("a.mod"), tree.resolve("b.mod"));
        assertThat(TreeDigest.of(tree)).isNotEqualTo(digest);
    }

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("grub-xen.lock"), text);
    }
}
