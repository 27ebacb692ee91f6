// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.grubxen.archive.GnuTar;
import io.github.grubxen.archive.TarAttributes;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.module.ModuleFile;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.plan.Extras;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.GrubRelease;
import io.github.grubxen.testing.TarWriter;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What lies in the memdisk of an image, and what is unpacked of it. */
class MemdisksTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @MethodSource("io.github.grubxen.testing.Releases#withPlatforms")
    void unpacksEveryModuleAsItWas(GrubRelease release, Platform platform) throws IOException {
        ModuleTree tree = release.tree(platform);

        ImageParts.extract(release.publishedImage(platform), directory.resolve("parts"));

        for (ModuleFile module : tree.modules().values()) {
            assertThat(directory.resolve("parts/modules/" + module.name() + ".mod"))
                    .hasBinaryContent(module.content().toArray());
        }
        assertThat(directory.resolve("parts/memdisk-files/grub.cfg")).content().contains("grub.cfg");
        assertThat(directory.resolve("parts/config")).hasContent("normal (memdisk)/grub.cfg\n");
        assertThat(directory.resolve("parts/prefix")).hasContent("(memdisk)/boot/grub");
    }

    @Test
    void takesALinkInTheMemdiskForNoFile() throws IOException {
        Tools.require("tar");
        Files.writeString(directory.resolve("file"), "x");
        Files.createSymbolicLink(directory.resolve("link"), Path.of("file"));
        Tools.run(directory, "tar", "--format=gnu", "-cf", "memdisk.tar", "file", "link");
        Bytes image = InspectedImages.of(Platform.X86_64_XEN, Bytes.read(directory.resolve("memdisk.tar"), 1 << 20));

        Memdisk memdisk = Inspection.of(image).memdisk();

        assertThat(memdisk).isNotNull();
        assertThat(memdisk.files())
                .extracting(Memdisk.Member::path, Memdisk.Member::type, member -> member.sha256() == null)
                .containsExactly(tuple("file", "file", false), tuple("link", "link", true));
        ImageParts.extract(image, directory.resolve("parts"));
        assertThat(directory.resolve("parts/memdisk-files/link")).doesNotExist();
        assertThat(directory.resolve("parts/memdisk-files/file")).hasContent("x");
    }

    @Test
    void showsADirectoryOfTheMemdiskAsADirectory() throws IOException {
        Tools.require("tar");
        Files.writeString(Files.createDirectory(directory.resolve("boot")).resolve("grub.cfg"), "boot");
        Tools.run(directory, "tar", "--format=gnu", "-cf", "memdisk.tar", "boot");
        Bytes image = InspectedImages.of(Platform.X86_64_XEN, Bytes.read(directory.resolve("memdisk.tar"), 1 << 20));

        Memdisk memdisk = Inspection.of(image).memdisk();

        assertThat(memdisk).isNotNull();
        assertThat(memdisk.files())
                .extracting(Memdisk.Member::path, Memdisk.Member::type, member -> member.sha256() == null)
                .containsExactly(tuple("boot/", "directory", true), tuple("boot/grub.cfg", "file", false));
    }

    @Test
    void neverUnpacksOutOfTheDirectory() throws IOException {
        for (String name : List.of("../outside", "/outside", "a/../../outside", "a//../../outside")) {
            byte[] memdisk = GnuTar.write(
                            "memdisk",
                            List.of(new GnuTar.Entry(
                                    "x".repeat(name.length()), TarAttributes.root(0), Bytes.of("x", new byte[3]))))
                    .toArray();
            System.arraycopy(name.getBytes(StandardCharsets.UTF_8), 0, memdisk, 0, name.length());
            Bytes image = InspectedImages.of(Platform.X86_64_XEN, Bytes.of("memdisk", memdisk));

            assertThatThrownBy(() -> ImageParts.extract(image, directory.resolve("parts")))
                    .isInstanceOf(BadInput.class)
                    .hasMessageContaining("image, '" + name + "' in its memdisk");
            try (var left = Files.walk(directory)) {
                assertThat(left).containsExactly(directory);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"L", "K", "x", "g"})
    void refusesAMemdiskOfHeadersWithoutEnd(String type) throws IOException {
        List<TarWriter.Entry> entries = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            entries.add(TarWriter.Entry.file("h", "9 a=bcde\n").type(type.charAt(0)));
        }
        Bytes image = InspectedImages.of(Platform.X86_64_XEN, Bytes.of("memdisk", TarWriter.write(entries)));

        InspectedImages.assertRefused(image, "the memdisk is not a complete tar archive (");
    }

    @Test
    void showsAnImageWhoseFilesAreNotWhatTheirNamesSay() throws IOException {
        String tree = "boot/grub/x86_64-xen/";
        byte[] gzip = {0x1f, (byte) 0x8b, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
        byte[] lzo = {(byte) 0x89, 'L', 'Z', 'O', 0, '\r', '\n', 0x1a, '\n', 16, 64};
        Bytes image = InspectedImages.of(
                Platform.X86_64_XEN,
                Bytes.of(
                        "memdisk",
                        TarWriter.write(List.of(
                                TarWriter.Entry.file(tree + "modinfo.sh", lzo),
                                TarWriter.Entry.file(tree + "normal.mod", gzip),
                                TarWriter.Entry.file(tree + "n".repeat(300), "long")))));

        Inspection inspection = Inspection.of(image);

        assertThat(inspection.grub()).isNull();
        assertThat(inspection.memdisk()).isNotNull();
        assertThat(inspection.memdisk().files())
                .extracting(Memdisk.Member::compression)
                .containsExactly("lzo", "gz", null);
        assertThat(TextReport.of(inspection))
                .anyMatch(line -> line.endsWith("modinfo.sh (compressed with lzo, not read)"));
        assertThatThrownBy(() -> ImageParts.extract(image, directory.resolve("parts")))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith("image, 'boot/grub/x86_64-xen/nnn")
                .hasMessageContaining("in its memdisk: cannot be written (File name too long)");
        assertThat(directory.resolve("parts")).doesNotExist();
    }

    @Test
    @Timeout(60)
    void showsASparseFileWithoutUnpackingItsHoles() throws IOException {
        Tools.require("tar", "truncate");
        Tools.run(directory, "truncate", "-s", "2000M", "sparse");
        Tools.run(directory, "sh", "-c", "echo x | dd of=sparse bs=4096 seek=7 conv=notrunc status=none");
        Files.writeString(directory.resolve("z"), "z");
        for (String format : List.of("--format=gnu", "--format=pax")) {
            Tools.run(directory, "tar", format, "-Scf", "memdisk.tar", "sparse", "z");
            Bytes image =
                    InspectedImages.of(Platform.X86_64_XEN, Bytes.read(directory.resolve("memdisk.tar"), 1 << 20));

            Memdisk memdisk = Inspection.of(image).memdisk();

            assertThat(memdisk).isNotNull();
            assertThat(memdisk.files())
                    .extracting(Memdisk.Member::path, Memdisk.Member::type)
                    .containsExactly(tuple("sparse", "sparse"), tuple("z", "file"));
        }
    }

    @Test
    void unpacksIntoNoDirectoryThatHoldsSomething() throws IOException {
        Path own = Files.writeString(directory.resolve("own"), "mine");
        Bytes image = InspectedImages.of(Platform.X86_64_XEN, Optional.empty(), Extras.NONE);

        assertThatThrownBy(() -> ImageParts.extract(image, directory))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("something is there already");
        assertThat(own).hasContent("mine");
    }
}
