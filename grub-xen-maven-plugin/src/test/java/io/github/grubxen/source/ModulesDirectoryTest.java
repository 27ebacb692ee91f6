// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.archive.ControlParagraph;
import io.github.grubxen.archive.DebArchive;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Digest;
import io.github.grubxen.io.Directories;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.GrubRelease;
import io.github.grubxen.testing.SmallDeb;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModulesDirectoryTest {
    private static final Set<Platform> ALL = EnumSet.allOf(Platform.class);

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"BOOKWORM,grub-common", "TRIXIE,grub-common", "SID,grub2-common"})
    void hasTheCopyrightFileOfThePackageThatTheDocDirectoryLeadsTo(GrubRelease release, String holder)
            throws IOException {
        assertThat(GrubCopyright.holder(new DebArchive(release.deb("grub-xen-bin")).tree()))
                .isEqualTo(holder);
        release.deb(holder); // lies beside the other in the cache then
        ModulesDirectory modules = new ModulesDirectory(directory.resolve("m"));
        modules.fill(new DebSource(release.deb("grub-xen-bin")), ALL);
        assertThat(modules.copyright().orElseThrow().utf8()).startsWith("Format: ");
    }

    @Test
    void isTheSameFromAPackageAndFromADirectory() throws IOException {
        GrubRelease.BOOKWORM.deb("grub-common"); // lies beside the other in the cache then
        fill("deb", new DebSource(GrubRelease.BOOKWORM.deb("grub-xen-bin")), ALL);
        Path installed = Files.createDirectories(directory.resolve("usr/lib"));
        Files.createSymbolicLink(installed.resolve("grub"), GrubRelease.BOOKWORM.grubDirectory());
        Path doc = Files.createDirectories(directory.resolve("usr/share/doc/grub-common"));
        Files.copy(
                GrubRelease.BOOKWORM.unpacked("grub-common").resolve("usr/share/doc/grub-common/copyright"),
                doc.resolve("copyright"));
        fill("directory", new DirectorySource(installed.resolve("grub")), ALL);
        Map<String, String> fromAPackage = contents(directory.resolve("deb"));
        Map<String, String> fromADirectory = contents(directory.resolve("directory"));
        assertThat(fromADirectory.remove("origin"))
                .as("a directory does not tell its package")
                .isNotEqualTo(fromAPackage.remove("origin"));
        assertThat(fromADirectory).isEqualTo(fromAPackage);
        ModulesDirectory modules = new ModulesDirectory(directory.resolve("deb"));
        assertThat(modules.platforms()).containsExactly(Platform.values());
        assertThat(modules.origin().source()).isEqualTo("grub2");
        assertThat(modules.copyright()).isPresent();
    }

    @Test
    void notesThePackageFileThatItsModulesCameFrom() throws IOException {
        Path deb = GrubRelease.BOOKWORM.deb("grub-xen-bin");
        fill("deb", new DebSource(deb), EnumSet.of(Platform.I386_XEN));
        fill("directory", new DirectorySource(GrubRelease.BOOKWORM.grubDirectory()), EnumSet.of(Platform.I386_XEN));
        ControlParagraph control = new DebArchive(deb).control();
        assertThat(new ModulesDirectory(directory.resolve("deb")).origin().packages())
                .containsExactly(new GrubPackage(
                        "grub-xen-bin",
                        control.get("Version").orElseThrow(),
                        "amd64",
                        control.get("Maintainer").orElseThrow(),
                        String.valueOf(deb.getFileName()),
                        Files.size(deb),
                        Digest.sha256(deb)));
        assertThat(new ModulesDirectory(directory.resolve("directory")).origin().packages())
                .isEmpty();
    }

    @Test
    void namesThePlatformThatASourceLacks() throws IOException {
        Path tree = copyOfATree();
        assertThatThrownBy(() -> fill("m", new DirectorySource(tree), ALL))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("no directory x86_64-xen/ in it");
        assertThat(directory.resolve("m")).doesNotExist();
        Path other = GrubRelease.BOOKWORM.deb("grub-xen-host");
        assertThatThrownBy(() -> fill("m", new DebSource(other), ALL))
                .hasMessageContaining("no modules in /usr/lib/grub/ for i386-xen, x86_64-xen, i386-xen_pvh");
    }

    @Test
    void keepsItsFormerTreesWhenTheNewSourceIsBad() throws IOException {
        fill("m", new DirectorySource(GrubRelease.BOOKWORM.grubDirectory()), EnumSet.of(Platform.I386_XEN));
        Map<String, String> former = contents(directory.resolve("m"));
        Path tree = copyOfATree();
        Files.delete(tree.resolve("i386-xen/fshelp.mod"));
        assertThatThrownBy(() -> fill("m", new DirectorySource(tree), EnumSet.of(Platform.I386_XEN)))
                .hasMessageContaining("module 'fshelp' is missing")
                .hasMessageContaining("copy");
        assertThat(contents(directory.resolve("m"))).isEqualTo(former);
    }

    @Test
    void isOfTheVersionThatWasAskedFor() throws IOException {
        DirectorySource modules = new DirectorySource(copyOfATree());
        FetchedSource asked = new FetchedSource() {
            @Override
            public String description() {
                return "modules";
            }

            @Override
            public Optional<String> version() {
                return Optional.of("2.14-4");
            }

            @Override
            public GrubOrigin copyTo(Path into, Set<Platform> platforms) throws IOException {
                modules.copyTo(into, platforms);
                return new GrubOrigin("grub2", "2.14-4");
            }

            @Override
            public String state(Set<Platform> platforms) throws IOException {
                return modules.state(platforms);
            }
        };
        assertThatThrownBy(() -> fill("m", asked, EnumSet.of(Platform.I386_XEN)))
                .hasMessageContaining("modinfo.sh: the modules are of GRUB 2.06")
                .hasMessageContaining("not of 2.14-4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ln -f ../i386-xen/fs.lst .", "ln -sf ../i386-xen/fs.lst ."})
    void isTheSameFromAPackageWithLinks(String link) throws IOException {
        Tools.require("dpkg-deb");
        Path plain = GrubRelease.BOOKWORM.deb("grub-xen-bin");
        Path linked = Files.createDirectories(directory.resolve("out")).resolve(plain.getFileName());
        String one = "'" + plain + "'";
        Tools.run(directory, "sh", "-c", "dpkg-deb -R " + one + " r && (cd r/usr/lib/grub/x86_64-xen && " + link + ")");
        Tools.run(directory, "dpkg-deb", "-Zgzip", "--root-owner-group", "-b", "r", linked.toString());
        fill("plain", new DebSource(plain), EnumSet.of(Platform.X86_64_XEN));
        fill("linked", new DebSource(linked), EnumSet.of(Platform.X86_64_XEN));
        assertThat(contents(directory.resolve("linked/x86_64-xen")))
                .isEqualTo(contents(directory.resolve("plain/x86_64-xen")));
    }

    @ParameterizedTest
    @ValueSource(strings = {".gz", ".xz", ".zst"})
    void keepsItsFormerTreesWhenThePackageIsCutOffAndNamesTheMember(String suffix) throws IOException {
        Set<Platform> one = EnumSet.of(Platform.I386_XEN);
        fill("m", new DebSource(GrubRelease.BOOKWORM.deb("grub-xen-bin")), one);
        Map<String, String> former = contents(directory.resolve("m"));
        byte[] data = SmallDeb.compress(suffix, SmallDeb.tar("./usr/lib/grub/i386-xen/a.mod", "x".repeat(3000)));
        Map<String, byte[]> members = new LinkedHashMap<>();
        members.put("debian-binary", "2.0\n".getBytes(StandardCharsets.US_ASCII));
        members.put("control.tar" + suffix, SmallDeb.compress(suffix, SmallDeb.control()));
        members.put("data.tar" + suffix, Arrays.copyOf(data, data.length / 2));
        Path deb = Files.write(directory.resolve("cut.deb"), SmallDeb.ar(members));
        assertThatThrownBy(() -> fill("m", new DebSource(deb), one))
                .isInstanceOf(BadInput.class)
                .hasMessage(deb + ": data.tar" + suffix
                        + ": is cut off: its compressed data ends too early. Get the package again.");
        assertThat(contents(directory.resolve("m"))).isEqualTo(former);
    }

    @Test
    void thatWasNotFilledSaysWhichGoalIsMissing() {
        ModulesDirectory empty = new ModulesDirectory(directory.resolve("none"));
        assertThatThrownBy(() -> empty.tree(Platform.I386_XEN)).hasMessageContaining("Run the goal grub-xen:modules");
    }

    private void fill(String name, FetchedSource source, Set<Platform> platforms) throws IOException {
        new ModulesDirectory(directory.resolve(name)).fill(source, platforms);
    }

    private Path copyOfATree() throws IOException {
        Path copy = directory.resolve("copy");
        Path tree = Files.createDirectories(copy.resolve("i386-xen"));
        for (Path file : Directories.list(GrubRelease.BOOKWORM.grubDirectory().resolve("i386-xen"))) {
            Files.copy(file, tree.resolve(file.getFileName()));
        }
        return copy;
    }

    private static Map<String, String> contents(Path root) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (var files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(root.relativize(file).toString(), Digest.sha256(file));
            }
        }
        return contents;
    }
}
