// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.upload;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.archive.BinaryControl;
import io.github.grubxen.archive.ControlParagraph;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our files beside those that dpkg's own programs write of the same packages. */
class DpkgComparisonTest {
    private static final String BUILDINFO = "site-boot_1.0~SNAPSHOT_amd64.buildinfo";

    @TempDir
    Path directory;

    private Scratch scratch = new Scratch(Path.of("."), Path.of("."));

    @BeforeEach
    void build() throws IOException {
        Tools.require("dpkg-genchanges", "dpkg-genbuildinfo");
        scratch = Scratch.in(directory);
    }

    @Test
    void theChangesFileIsThatOfDpkgGenchanges() throws IOException {
        PackageSet set = scratch.set();
        Path buildInfo = Files.writeString(directory.resolve(BUILDINFO), new BuildInfo(set, Scratch.inputs()).toText());
        Files.writeString(
                scratch.source().resolve("debian/files"),
                Files.readString(scratch.source().resolve("debian/files")) + BUILDINFO + " admin optional\n");
        List<UploadedFile> files = new ArrayList<>(set.files());
        files.add(UploadedFile.of(buildInfo, "admin", "optional"));

        ChangelogEntry entry = set.first().changelog().orElseThrow();

        assertThat(new ChangesFile(set, entry, files, Scratch.TIME).toText())
                .isEqualTo(Scratch.run(scratch.source(), "dpkg-genchanges", "--build=binary"));
    }

    @Test
    void aLongListOfPackagesIsBrokenIntoLinesAsDpkgDoes() throws IOException {
        StringBuilder control =
                new StringBuilder(Files.readString(scratch.source().resolve("debian/control")));
        StringBuilder files = new StringBuilder();
        List<FinishedPackage> packages = new ArrayList<>();
        Path deb = scratch.debs().get(0);
        for (int i = 0; i < 60; i++) {
            String name = "a-rather-long-package-name-" + i;
            String file = name + "_1.0~SNAPSHOT_amd64.deb";
            control.append("\nPackage: " + name + "\nArchitecture: amd64\nDescription: d\n");
            files.append(file + " admin optional\n");
            Files.copy(deb, directory.resolve(file));
            packages.add(new FinishedPackage(
                    directory.resolve(file),
                    new BinaryControl(
                            name,
                            Scratch.VERSION,
                            "amd64",
                            new ControlParagraph(
                                    Map.of("Package", name, "Version", Scratch.VERSION, "Architecture", "amd64"))),
                    scratch.set().source()));
        }
        Files.writeString(scratch.source().resolve("debian/control"), control);
        Files.writeString(scratch.source().resolve("debian/files"), files);
        String dpkgs = Scratch.run(scratch.source(), "dpkg-genchanges", "--build=binary");

        String ours = new PackageSet(scratch.set().source(), packages).binary();

        assertThat(ours).contains("\n").isEqualTo(paragraph(dpkgs).get("Binary").orElseThrow());
    }

    @Test
    void theBuildinfoTellsOfThePackagesWhatDpkgGenbuildinfoTells() throws IOException {
        Scratch.run(scratch.source(), "dpkg-genbuildinfo", "--build=binary", "-O../dpkgs");
        ControlParagraph dpkgs = paragraph(Files.readString(directory.resolve("dpkgs")));

        ControlParagraph ours = paragraph(new BuildInfo(scratch.set(), Scratch.inputs()).toText());

        for (String field : List.of(
                "Format",
                "Source",
                "Binary",
                "Architecture",
                "Version",
                "Checksums-Md5",
                "Checksums-Sha1",
                "Checksums-Sha256",
                "Build-Architecture")) {
            assertThat(ours.get(field)).as(field).isPresent().isEqualTo(dpkgs.get(field));
        }
        assertThat(ours.get("Build-Date")).contains("Fri, 02 Jan 2026 03:04:05 +0000");
        assertThat(dpkgs.get("Environment").orElseThrow().lines())
                .containsAll(ours.get("Environment").orElseThrow().lines().toList());
    }

    @Test
    void theFieldsOfTheBuildinfoAreInDpkgsOrder() throws IOException {
        Scratch.run(scratch.source(), "dpkg-genbuildinfo", "--build=binary", "--always-include-kernel", "-O../dpkgs");
        List<String> dpkgs = names(Files.readString(directory.resolve("dpkgs")));
        List<String> ours = names(new BuildInfo(scratch.set(), Scratch.inputs()).toText());
        ours.removeIf(name -> name.startsWith("X-"));
        dpkgs.retainAll(ours);
        assertThat(ours).isEqualTo(dpkgs);
    }

    private static List<String> names(String text) throws IOException {
        return new ArrayList<>(paragraph(text).fields().keySet());
    }

    private static ControlParagraph paragraph(String text) throws IOException {
        return ControlParagraph.readAll("text", text).get(0);
    }
}
