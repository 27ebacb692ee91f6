// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.deb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.archive.ControlParagraph;
import io.github.grubxen.archive.DebArchive;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Directories;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Our packages beside those that dpkg-deb builds of the same files. */
class DebWriterTest {
    private static final long TIME = 1_700_000_000;
    private static final String LONG = "a-directory-with-a-rather-long-name/".repeat(4);

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(PackageCompression.Type.class)
    void writesBothArchivesAsDpkgDebDoes(PackageCompression.Type type) throws IOException {
        Tools.require("dpkg-deb", "ar", "tar");
        PackageCompression compression = PackageCompression.of(type);
        Path ours = DebWriter.write(recipe(compression), directory.resolve("ours"));

        Path staged = directory.resolve("staged");
        Tools.run(directory, "dpkg-deb", "-R", ours.toString(), staged.toString());
        Path theirs = directory.resolve("theirs.deb");
        Tools.run(
                directory,
                Map.of("SOURCE_DATE_EPOCH", Long.toString(TIME)),
                "dpkg-deb",
                "--root-owner-group",
                "-Z" + type.name().toLowerCase(java.util.Locale.ROOT),
                "-b",
                staged.toString(),
                theirs.toString());

        assertThat(Tools.run(directory, "ar", "t", ours.toString()))
                .isEqualTo(Tools.run(directory, "ar", "t", theirs.toString()));
        for (String part : List.of("--fsys-tarfile", "--ctrl-tarfile")) {
            assertThat(tar(part, ours)).as(part).hasSameBinaryContentAs(tar(part, theirs));
        }
    }

    @Test
    void keepsOwnersAndModes() throws IOException {
        Tools.require("dpkg-deb");
        Path deb = DebWriter.write(
                PackageRecipe.of(
                        "here",
                        control(),
                        new PackageContents(List.of(
                                new PackageEntry.RegularFile("a", 04755, new Owner("root", "adm"), content("x")),
                                new PackageEntry.Directory("b", 02750, new Owner("www-data", "www-data")))),
                        new TreeMap<>(),
                        PackageCompression.DEFAULT,
                        TIME),
                directory);
        assertThat(Tools.run(directory, "dpkg-deb", "-c", deb.toString()))
                .contains("-rwsr-xr-x root/adm ")
                .contains("drwxr-s--- www-data/www-data ");
    }

    /** jdeb's archive library takes a backslash for a slash, which once led out of the root. */
    @Test
    void keepsBackslashesAsTheyAre() throws IOException {
        Tools.require("dpkg-deb");
        List<PackageEntry> entries = List.of(
                new PackageEntry.RegularFile("opt/a\\b", 0644, content("x")),
                new PackageEntry.RegularFile("opt/a/b", 0644, content("y")),
                new PackageEntry.Link("opt/..\\..\\..\\out", "..\\..\\..\\x"),
                new PackageEntry.Directory("opt/..\\..\\directory"));
        Path deb = DebWriter.write(recipe(new PackageContents(entries)), directory.resolve("deb"));
        Path root = directory.resolve("deep/er/root");
        Files.createDirectories(root);
        Tools.run(directory, "dpkg-deb", "-x", deb.toString(), root.toString());
        assertThat(root.resolve("opt/a\\b")).hasContent("x");
        assertThat(root.resolve("opt/a/b")).hasContent("y");
        assertThat(Files.readSymbolicLink(root.resolve("opt/..\\..\\..\\out"))).hasToString("..\\..\\..\\x");
        assertThat(root.resolve("opt/..\\..\\directory")).isDirectory();
        assertThat(Directories.list(directory.resolve("deep"))).hasSize(1);
    }

    @Test
    void stagesAllBitsOfAMode() throws IOException {
        Path staged = directory.resolve("staged-modes");
        StagedDirectory.write(
                new PackageContents(List.of(
                        new PackageEntry.RegularFile("a", 04755, content("x")),
                        new PackageEntry.Directory("b", 03770, Owner.ROOT))),
                staged);
        assertThat(Files.getAttribute(staged.resolve("a"), "unix:mode")).isEqualTo(0104755);
        assertThat(Files.getAttribute(staged.resolve("b"), "unix:mode")).isEqualTo(043770);
    }

    @Test
    void makesConffilesOfAllBelowEtcAndLeavesThemOutOfMd5sums() throws IOException {
        Path deb = DebWriter.write(recipe(PackageCompression.DEFAULT), directory);
        assertThat(Tools.run(directory, "dpkg-deb", "-I", deb.toString(), "conffiles"))
                .isEqualTo("/etc/site.conf\n");
        assertThat(Tools.run(directory, "dpkg-deb", "-I", deb.toString(), "md5sums"))
                .doesNotContain("etc/site.conf")
                .contains("  usr/lib/site/image.bin");
    }

    @Test
    void growsTheDictionaryUntilItCoversThePackage() throws IOException {
        byte[] noise = new byte[9 << 20];
        new java.util.Random(1).nextBytes(noise);
        List<PackageEntry> twice = new ArrayList<>();
        for (String name : List.of("one", "two")) {
            twice.add(new PackageEntry.RegularFile(name, 0644, PackageEntry.Content.of(Bytes.of(name, noise))));
        }
        PackageContents contents = new PackageContents(twice);
        Path grown = DebWriter.write(
                PackageRecipe.of("here", control(), contents, new TreeMap<>(), PackageCompression.DEFAULT, TIME),
                directory.resolve("grown"));
        PackageCompression small =
                new PackageCompression(PackageCompression.Type.XZ, OptionalInt.of(1), OptionalInt.of(8), 1);
        Path plain = DebWriter.write(
                PackageRecipe.of("here", control(), contents, new TreeMap<>(), small, TIME),
                directory.resolve("small"));
        assertThat(Files.size(grown)).isBetween(9L << 20, 10L << 20);
        assertThat(Files.size(plain)).isGreaterThan(18L << 20);
    }

    @ParameterizedTest
    @EnumSource(names = {"XZ", "ZSTD"})
    void compressesInSeveralThreadsToTheSameBytesWhateverTheirNumber(PackageCompression.Type type) throws IOException {
        Tools.require("dpkg-deb");
        byte[] noise = new byte[7 << 20];
        new java.util.Random(1).nextBytes(noise);
        PackageContents contents = new PackageContents(List.of(
                new PackageEntry.RegularFile("a", 0644, PackageEntry.Content.of(Bytes.of("a", noise))),
                new PackageEntry.RegularFile("b", 0644, content("behind"))));
        OptionalInt dictionary = type == PackageCompression.Type.XZ ? OptionalInt.of(1) : OptionalInt.empty();
        List<Path> written = new ArrayList<>();
        for (int threads : new int[] {1, 5, 0}) {
            PackageCompression compression = new PackageCompression(type, OptionalInt.of(1), dictionary, threads);
            written.add(DebWriter.write(
                    PackageRecipe.of("here", control(), contents, new TreeMap<>(), compression, TIME),
                    directory.resolve("threads" + threads)));
        }
        for (Path deb : written) {
            assertThat(deb).hasSameBinaryContentAs(written.get(0));
        }
        assertThat(Tools.run(directory, "dpkg-deb", "-c", written.get(0).toString()))
                .contains("./a")
                .contains("./b");
    }

    @Test
    void refusesControlFilesThatDpkgWouldNotTake() throws IOException {
        assertThatThrownBy(() -> withControlFile("postinstall", "#!/bin/sh\n"))
                .hasMessageContaining("dpkg knows no control file 'postinstall'");
        assertThatThrownBy(() -> withControlFile("postinst", "exit 0\n"))
                .hasMessageContaining("a script without an interpreter");
        assertThatThrownBy(() -> withControlFile("postinst", "#!/bin/sh\r\nexit 0\r\n"))
                .hasMessageContaining("its first line ends with a carriage return");
        assertThatThrownBy(() -> withControlFile("triggers", "# ours\n\ninterest x\nbogus directive\n"))
                .hasMessageContaining("text:4: 'bogus directive' is not a directive of triggers");
        assertThatThrownBy(() -> withControlFile("conffiles", "/usr/none\n"))
                .hasMessageContaining("'/usr/none' is not a file of the package");
        assertThat(new DebArchive(withControlFile("postinst", "#!/bin/sh\n"))
                        .control()
                        .get("Package"))
                .contains("site-boot");
    }

    @Test
    void takesConffilesThatAreToBeRemoved() throws IOException {
        Path deb = withControlFile("conffiles", "remove-on-upgrade /etc/old.conf\n\n");
        assertThat(Tools.run(directory, "dpkg-deb", "-I", deb.toString(), "conffiles"))
                .isEqualTo("remove-on-upgrade /etc/old.conf\n");
        TreeMap<String, Bytes> files = new TreeMap<>(Map.of("conffiles", bytes("remove-on-upgrade /etc/site.conf\n")));
        PackageContents contents =
                new PackageContents(List.of(new PackageEntry.RegularFile("etc/site.conf", 0644, content("x"))));
        assertThatThrownBy(() -> DebWriter.write(
                        PackageRecipe.of("here", control(), contents, files, PackageCompression.DEFAULT, TIME),
                        directory))
                .hasMessageContaining("'/etc/site.conf' is a file of the package");
    }

    private Path withControlFile(String name, String text) throws IOException {
        TreeMap<String, Bytes> files = new TreeMap<>(Map.of(name, bytes(text)));
        return DebWriter.write(
                PackageRecipe.of(
                        "here", control(), new PackageContents(List.of()), files, PackageCompression.DEFAULT, TIME),
                directory);
    }

    private static PackageRecipe recipe(PackageCompression compression) throws IOException {
        List<PackageEntry> entries = List.of(
                new PackageEntry.Link("usr/lib/site/a-link", "image.bin"),
                new PackageEntry.Link("usr/lib/site/long-link", "../" + LONG + "target"),
                new PackageEntry.RegularFile("usr/lib/site/image.bin", 0644, content("an image")),
                new PackageEntry.RegularFile("usr/lib/site-0/image.bin", 0644, content("beside")),
                new PackageEntry.RegularFile("usr/lib/site.d/image.bin", 0644, content("beside too")),
                new PackageEntry.RegularFile("usr/lib/" + LONG + "file", 0755, content("deep")),
                new PackageEntry.RegularFile("etc/site.conf", 0644, content("a=b\n")),
                new PackageEntry.RegularFile("usr/share/doc/site-boot/empty", 0644, content("")),
                new PackageEntry.Directory("var/lib/site"));
        TreeMap<String, Bytes> scripts = new TreeMap<>(Map.of(
                "postinst", bytes("#!/bin/sh\nexit 0\n"), "triggers", bytes("interest-noawait /usr/lib/site\n")));
        return PackageRecipe.of("<package>", control(), new PackageContents(entries), scripts, compression, TIME);
    }

    /** A package with some contents. */
    static PackageRecipe recipe(PackageContents contents) throws BadInput {
        return PackageRecipe.of("here", control(), contents, new TreeMap<>(), PackageCompression.DEFAULT, TIME);
    }

    private static ControlParagraph control() {
        return ControlParagraph.of(
                "Package", "site-boot",
                "Version", "1.4-1",
                "Architecture", "amd64",
                "Maintainer", "A Packager <packager@example.org>",
                "Description", "images\nMore of it.");
    }

    private Path tar(String part, Path deb) throws IOException {
        Path file = directory.resolve(deb.getFileName() + part);
        Tools.run(directory, "sh", "-c", "dpkg-deb " + part + " '" + deb + "' > '" + file + "'");
        return file;
    }

    private static PackageEntry.Content content(String text) {
        return PackageEntry.Content.of(bytes(text));
    }

    private static Bytes bytes(String text) {
        return Bytes.of("text", text.getBytes(StandardCharsets.UTF_8));
    }
}
