// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.deb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Fingerprint;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackageContentsTest {
    @TempDir
    Path directory;

    @Test
    void haveAllDirectoriesAboveAFileOnceAndBeforeIt() throws IOException {
        PackageContents contents =
                new PackageContents(List.of(file("usr/lib/b"), file("usr/lib/a/x"), file("usr/lib/a/w")));
        assertThat(contents.entries())
                .extracting(PackageEntry::path)
                .containsExactly("usr", "usr/lib", "usr/lib/a", "usr/lib/a/w", "usr/lib/a/x", "usr/lib/b");
    }

    @Test
    void haveAnotherKeyForAFileWithOtherBytesWhateverItsTime() throws IOException {
        Path file = Files.write(directory.resolve("large"), new byte[1 << 20]);
        FileTime time = Files.getLastModifiedTime(file);
        String former = new Fingerprint().of(PackageEntry.Content.of(file));
        Files.setLastModifiedTime(Files.writeString(file, "x".repeat(1 << 20)), time);
        assertThat(new Fingerprint().of(PackageEntry.Content.of(file))).isNotEqualTo(former);
    }

    @Test
    void haveTheSameKeyWhateverTheNumberOfThreads() throws IOException {
        PackageCompression one =
                new PackageCompression(PackageCompression.Type.XZ, OptionalInt.empty(), OptionalInt.empty(), 1);
        assertThat(new Fingerprint().of(one)).isEqualTo(new Fingerprint().of(PackageCompression.DEFAULT));
        assertThat(new Fingerprint().of(one))
                .isNotEqualTo(new Fingerprint().of(PackageCompression.of(PackageCompression.Type.ZSTD)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/etc/x",
                "../x",
                "a/../x",
                "a/./x",
                "a//x",
                "a/",
                "",
                ".",
                "..",
                "a\nb",
                "a\u009bb",
                "a\u007f",
                "a\0"
            })
    void refuseAPathThatIsNotPlain(String path) {
        assertThatThrownBy(() -> new PackageContents(List.of(file(path)))).isInstanceOf(BadInput.class);
    }

    @Test
    void refuseAPathTwiceAndAFileBelowAFileOrLink() {
        assertThatThrownBy(() -> new PackageContents(List.of(file("a"), file("a"))))
                .hasMessageContaining("twice");
        assertThatThrownBy(() -> new PackageContents(List.of(file("a"), file("a/b"))))
                .hasMessageContaining("not a directory");
        assertThatThrownBy(() -> new PackageContents(List.of(new PackageEntry.Link("a", "/tmp"), file("a/b"))))
                .hasMessageContaining("not a directory");
    }

    @Test
    void refuseAPathThatIsAnothersWhereUsrIsMerged() throws IOException {
        assertThatThrownBy(() -> new PackageContents(List.of(file("lib/x/a"), file("usr/lib/x/a"))))
                .hasMessageContaining("/usr/lib/x/a: is the same as /lib/x/a where /usr is merged");
        assertThat(new PackageContents(
                                List.of(file("lib/a"), file("usr/lib/b"), file("library/b"), file("usr/library/b")))
                        .entries())
                .hasSize(9);
    }

    @Test
    void refuseANameThatNoDiskTakes() throws IOException {
        assertThat(new PackageContents(List.of(file("opt/" + "x".repeat(255)))).entries())
                .hasSize(2);
        assertThatThrownBy(() -> new PackageContents(List.of(file("opt/" + "\u00fc".repeat(128)))))
                .hasMessageContaining("a name of more than 255 bytes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/etc/../../../x", "/..", "../../../x", "a/../../../../x", "", "a\nb", "a\u0085b", "../../.."})
    void refuseALinkThatLeadsOutOrNowhere(String target) {
        assertThatThrownBy(() -> new PackageContents(List.of(new PackageEntry.Link("usr/lib/l", target))))
                .isInstanceOf(BadInput.class);
    }

    /** Whatever is asked for: it is refused, or dpkg puts each path once and below its root. */
    @Test
    void neverPlaceAFileOutsideTheRootOrTwice() throws IOException {
        Tools.require("dpkg-deb");
        long seed = System.nanoTime();
        System.out.println("PackageContentsTest: seed " + seed);
        Random random = new Random(seed);
        int unpacked = 0;
        for (int i = 0; i < 4000; i++) {
            List<PackageEntry> entries = new ArrayList<>();
            for (int n = 1 + random.nextInt(4); n > 0; n--) {
                entries.add(randomEntry(random));
            }
            PackageContents contents;
            try {
                contents = new PackageContents(entries);
            } catch (BadInput e) {
                continue;
            }
            assertThat(contents.entries()).extracting(PackageEntry::path).doesNotHaveDuplicates();
            if (unpacked < 25 && entries.size() > 1) {
                unpack(contents, directory.resolve(Integer.toString(i)));
                unpacked++;
            }
        }
        assertThat(unpacked).isEqualTo(25);
    }

    private static final List<String> TARGETS = List.of(
            "x",
            "../x",
            "../../x",
            "a/../../x",
            "..\\..\\x",
            "..\\../x",
            "/outside",
            "/a/../../x",
            "/..",
            "\u00fc",
            "a b");

    private static PackageEntry randomEntry(Random random) {
        List<String> steps = List.of(
                "a", "b", "usr", "..", ".", "", "a b", "-x", "*", "\u00fc", "a\tb", "a\\b", "..\\..\\x", "lib", "usr");
        List<String> path = new ArrayList<>();
        for (int n = 1 + random.nextInt(3); n > 0; n--) {
            path.add(steps.get(random.nextInt(random.nextBoolean() ? 3 : steps.size())));
        }
        String joined = String.join("/", path);
        return switch (random.nextInt(3)) {
            case 0 -> new PackageEntry.Link(joined, TARGETS.get(random.nextInt(TARGETS.size())));
            case 1 -> new PackageEntry.Directory(joined);
            default -> file(joined);
        };
    }

    private static void unpack(PackageContents contents, Path here) throws IOException {
        Path deb = DebWriter.write(DebWriterTest.recipe(contents), Files.createDirectories(here.resolve("deb")));
        Path root = Files.createDirectories(here.resolve("deep")).resolve("root");
        Tools.run(here, Map.of("LC_ALL", "C.UTF-8"), "dpkg-deb", "-x", deb.toString(), root.toString());
        try (Stream<Path> found = Files.walk(here.resolve("deep"))) {
            for (PackageEntry entry : contents.entries()) {
                if (entry instanceof PackageEntry.Link link) {
                    assertThat(Files.readSymbolicLink(root.resolve(link.path())))
                            .hasToString(link.target());
                }
            }
            assertThat(found.map(path -> root.relativize(path).toString()).filter(path -> !path.isEmpty()))
                    .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                    Stream.of(".."), contents.entries().stream().map(PackageEntry::path))
                            .toList());
        }
    }

    @Test
    void listMd5SumsOfFilesAlone() throws IOException {
        PackageContents contents = new PackageContents(List.of(file("d/f"), new PackageEntry.Link("d/l", "f")));
        assertThat(contents.md5sums(Set.of(), Map.of("d/f", "d41d8cd98f00b204e9800998ecf8427e")))
                .isEqualTo("d41d8cd98f00b204e9800998ecf8427e  d/f\n");
    }

    private static PackageEntry file(String path) {
        return new PackageEntry.RegularFile(path, 0644, PackageEntry.Content.of(Bytes.of(path, new byte[0])));
    }
}
