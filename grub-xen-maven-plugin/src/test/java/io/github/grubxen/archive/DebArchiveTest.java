package io.github.grubxen.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.testing.GrubRelease;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DebArchiveTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(GrubRelease.class)
    void showsTheSameAsDpkgDeb(GrubRelease release) throws IOException {
        Path deb = release.deb("grub-xen-bin");
        DebArchive archive = new DebArchive(deb);
        assertThat(archive.control().toText()).isEqualTo(Tools.run(folder, "dpkg-deb", "-f", deb.toString()));
        TreeSet<String> names = new TreeSet<>();
        archive.visitData((entry, content) -> names.add(entry.getName()));
        Tools.run(folder, "sh", "-c", "dpkg-deb --fsys-tarfile '" + deb + "' | tar -t >list");
        assertThat(names).containsExactlyElementsOf(new TreeSet<>(Files.readAllLines(folder.resolve("list"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "xz", "zstd", "none"})
    void readsEachCompression(String compression) throws IOException {
        Tools.require("dpkg-deb");
        Path control = Files.createDirectories(folder.resolve("p/DEBIAN"));
        Files.writeString(
                control.resolve("control"),
                "Package: p\nVersion: 1\nArchitecture: all\nMaintainer: m <m@example.org>\nDescription: d\n");
        Files.writeString(folder.resolve("p/file"), "x");
        Tools.run(folder, "dpkg-deb", "-Z" + compression, "--root-owner-group", "-b", "p", "p.deb");
        DebArchive archive = new DebArchive(folder.resolve("p.deb"));
        assertThat(archive.control().get("Version")).contains("1");
        TreeSet<String> names = new TreeSet<>();
        archive.visitData((entry, content) -> names.add(entry.getName()));
        assertThat(names).containsExactly("./", "./file");
    }

    @Test
    void refusesWhatIsNoPackage() throws IOException {
        Path file = Files.writeString(folder.resolve("x.deb"), "no package at all");
        assertThatThrownBy(() -> new DebArchive(file).control())
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("x.deb");
        assertThatThrownBy(() -> new DebArchive(folder.resolve("none.deb")).control())
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("no such file");
    }

    @Test
    void cutOffOrDamagedIsRefusedWithItsName() throws IOException {
        byte[] good = Files.readAllBytes(GrubRelease.MACHINE.deb("grub-xen-bin"));
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 40; i++) {
            byte[] bad = Arrays.copyOf(good, random.nextInt(good.length));
            Path file = Files.write(folder.resolve("cut.deb"), bad);
            assertThatThrownBy(() -> new DebArchive(file).visitData((entry, content) -> content.readAllBytes()))
                    .as("seed %d, length %d", seed, bad.length)
                    .isInstanceOf(BadInput.class)
                    .hasMessageContaining("cut.deb");
        }
    }
}
