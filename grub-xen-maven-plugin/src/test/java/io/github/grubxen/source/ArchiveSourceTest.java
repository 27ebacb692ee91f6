// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Digest;
import io.github.grubxen.io.Directories;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.GrubRelease;
import io.github.grubxen.testing.TarWriter;
import io.github.grubxen.testing.TarWriter.Entry;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.compressors.CompressorStreamFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArchiveSourceTest {
    private static final Set<Platform> ALL = EnumSet.allOf(Platform.class);
    private static final Set<Platform> PVH = EnumSet.of(Platform.I386_XEN_PVH);

    @TempDir
    Path directory;

    @Test
    void givesTheTreesOriginAndCopyrightThatWerePacked() throws IOException {
        ModulesDirectory packed = fill("packed", new DebSource(GrubRelease.BOOKWORM.deb("grub-xen-bin")), ALL);
        Path archive = directory.resolve("site-1.0-grub-modules.tar.xz");
        ModulesArchive.write(packed, archive, 1_767_323_045);
        fill("unpacked", new ArchiveSource(archive), ALL);
        assertThat(contents("unpacked")).isEqualTo(contents("packed"));
        String first = Digest.sha256(archive);
        ModulesArchive.write(packed, archive, 1_767_323_045);
        assertThat(Digest.sha256(archive)).isEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource({"tar,", "tar.gz,gz", "tar.xz,xz", "tar.zst,zstd"})
    void readsWhatTarMakesOfAnUnpackedPackage(String type, @Nullable String compressor) throws Exception {
        Path unpacked = GrubRelease.BOOKWORM.unpacked("grub-xen-bin");
        Path tar = directory.resolve("trees.tar");
        Tools.require("tar");
        Tools.run(unpacked, "tar", "--format=pax", "-cf", tar.toString(), "usr/lib");
        Path archive = directory.resolve("trees." + type);
        if (compressor != null) {
            try (OutputStream out = Files.newOutputStream(archive);
                    OutputStream packed = new CompressorStreamFactory().createCompressorOutputStream(compressor, out)) {
                Files.copy(tar, packed);
            }
        }
        fill("m", new ArchiveSource(archive), ALL);
        fill("same", new DirectorySource(unpacked.resolve("usr/lib/grub")), ALL);
        assertThat(contents("m")).isEqualTo(contents("same"));
    }

    @Test
    void readsTheTreesOfAZipFile() throws IOException {
        Path archive = zip("trees.zip", "grub-2.06/", "");
        fill("m", new ArchiveSource(archive), PVH);
        fill("same", new DirectorySource(GrubRelease.BOOKWORM.grubDirectory()), PVH);
        Map<String, String> copied = contents("m");
        Map<String, String> same = contents("same");
        same.remove("copyright"); // of the installed GRUB beside the directory
        assertThat(copied).isEqualTo(same);
        assertThatThrownBy(() -> fill("all", new ArchiveSource(archive), ALL))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("trees.zip: no modules in it for i386-xen, x86_64-xen. Give an archive");
    }

    @Test
    void modulesInTwoDirectoriesAreRefused() throws IOException {
        refuse(zip("two.zip", "a/", "b/"), "has modules in two directories, '/a/' and '/b/'");
    }

    @Test
    void linksAndDoubleEntriesAreRefused() throws IOException {
        Entry module = Entry.file("i386-xen_pvh/ext2.mod", "x");
        refuse(tar(module, module), "i386-xen_pvh/ext2.mod: occurs twice");
        refuse(tar(Entry.link("i386-xen_pvh/ext2.mod", "/etc/passwd")), "i386-xen_pvh/ext2.mod: is not a file");
        refuse(tar(module, Entry.hardLink("i386-xen_pvh/xfs.mod", "i386-xen_pvh/ext2.mod")), "xfs.mod: is not a file");
        refuse(tar(module, Entry.link("origin", "/etc/passwd")), "origin: is not a file");
        refuse(tar(module, Entry.file("../x", "x")), "leads out of the archive");
        refuse(tar(module, Entry.file("/x", "x")), "leads out of the archive");
        refuse(tar(module, Entry.file("origin", "nothing")), "origin");
    }

    @Test
    void damagedArchivesAreRefused() throws IOException {
        Path zip = zip("cut.zip", "", "");
        byte[] whole = Files.readAllBytes(zip);
        Files.write(zip, Arrays.copyOf(whole, whole.length / 2));
        refuse(zip, "cut.zip");
        refuse(Files.writeString(directory.resolve("cut.tar.xz"), "\u00fd7z"), "cut.tar.xz");
        refuse(Files.writeString(directory.resolve("trees.rar"), ""), "not that of a known archive");
        refuse(directory.resolve("none.tar"), "no such file");
        refuse(tar(), "no modules in it for i386-xen_pvh");
    }

    private void refuse(Path archive, String problem) {
        assertThatThrownBy(() -> fill("refused", new ArchiveSource(archive), PVH))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining(problem);
        assertThat(directory.resolve("refused")).doesNotExist();
    }

    private Path tar(Entry... entries) throws IOException {
        return Files.write(Files.createTempFile(directory, "trees", ".tar"), TarWriter.write(List.of(entries)));
    }

    /** A zip file with a tree in one directory, and a module more in another one. */
    private Path zip(String name, String root, String other) throws IOException {
        Path archive = directory.resolve(name);
        List<String> names = new ArrayList<>();
        try (OutputStream out = Files.newOutputStream(archive);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Path file :
                    Directories.list(GrubRelease.BOOKWORM.grubDirectory().resolve("i386-xen_pvh"))) {
                names.add(file.getFileName().toString());
                zip.putNextEntry(new ZipEntry(root + "i386-xen_pvh/" + file.getFileName()));
                zip.write(Files.readAllBytes(file));
            }
            if (!other.isEmpty()) {
                zip.putNextEntry(new ZipEntry(other + "i386-xen_pvh/" + names.get(0)));
            }
        }
        return archive;
    }

    private ModulesDirectory fill(String name, FetchedSource source, Set<Platform> platforms) throws IOException {
        ModulesDirectory modules = new ModulesDirectory(directory.resolve(name));
        modules.fill(source, platforms);
        return modules;
    }

    private Map<String, String> contents(String name) throws IOException {
        Path root = directory.resolve(name);
        Map<String, String> contents = new TreeMap<>();
        try (var files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(root.relativize(file).toString(), Digest.sha256(file));
            }
        }
        return contents;
    }
}
