// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.deb;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.archive.ControlParagraph;
import io.github.grubxen.archive.DebArchive;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Directories;
import io.github.grubxen.testing.GrubRelease;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Debian's published packages written again by us, out of their own payload and fields. What differs by design is the time: all of
 * a package of ours has one, Debian's files keep those of the source package; and the bytes of the compressors. Nothing else may.
 */
class OriginalsTest {
    private static final long TIME = 1_700_000_000;

    private static final PackageCompression NONE = PackageCompression.of(PackageCompression.Type.NONE);

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "BOOKWORM,grub-xen-host",
        "BOOKWORM,grub-xen-bin",
        "BOOKWORM,grub-common",
        "TRIXIE,grub-xen-host",
        "TRIXIE,grub-xen-bin"
    })
    void areWrittenAsDebianWritesThem(GrubRelease release, String name) throws IOException {
        Tools.require("dpkg-deb");
        Path theirs = release.deb(name);
        List<PackageEntry> entries = new ArrayList<>();
        new DebArchive(theirs).visitData((entry, content) -> {
            String path = entry.name().replaceFirst("^\\./", "").replaceFirst("/$", "");
            Owner owner =
                    new Owner(entry.attributes().owner(), entry.attributes().group());
            if (path.isEmpty()) {
                return;
            }
            if (entry.isDirectory()) {
                entries.add(new PackageEntry.Directory(path, entry.attributes().mode() & 07777, owner));
            } else if (entry.isSymbolicLink()) {
                entries.add(new PackageEntry.Link(path, entry.link()));
            } else {
                Bytes bytes = Bytes.readAll(path, content, 1 << 26);
                entries.add(new PackageEntry.RegularFile(
                        path, entry.attributes().mode() & 07777, owner, PackageEntry.Content.of(bytes)));
            }
        });
        TreeMap<String, Bytes> controlFiles = new TreeMap<>();
        Tools.run(
                directory,
                "dpkg-deb",
                "-e",
                theirs.toString(),
                directory.resolve("DEBIAN").toString());
        for (Path file : Directories.list(directory.resolve("DEBIAN"))) {
            String control = String.valueOf(file.getFileName());
            if (!List.of("control", "md5sums", "conffiles").contains(control)) {
                controlFiles.put(control, Bytes.read(file, 1 << 20));
            }
        }
        ControlParagraph fields = new DebArchive(theirs).control().without("Installed-Size");

        Path ours = DebWriter.write(
                PackageRecipe.of(name, fields, new PackageContents(entries), controlFiles, NONE, TIME), directory);

        assertThat(Tools.run(directory, "dpkg-deb", "-f", ours.toString()))
                .isEqualTo(Tools.run(directory, "dpkg-deb", "-f", theirs.toString()));
        assertThat(listing(ours)).isEqualTo(listing(theirs));
        assertThat(Tools.run(directory, "dpkg-deb", "-I", ours.toString(), "md5sums"))
                .isEqualTo(Tools.run(directory, "dpkg-deb", "-I", theirs.toString(), "md5sums"));
    }

    /** Modes, owners, sizes, paths and link targets, in the archive's order. */
    private List<String> listing(Path deb) throws IOException {
        return Tools.run(directory, "dpkg-deb", "-c", deb.toString())
                .lines()
                .map(line -> line.replaceFirst("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d ", ""))
                .toList();
    }
}
