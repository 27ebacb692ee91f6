// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.archive.GnuTar;
import io.github.grubxen.archive.GrubTar;
import io.github.grubxen.config.GrubConfig;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.ExternalProgram;
import io.github.grubxen.module.ModuleFile;
import io.github.grubxen.module.ModuleRequest;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.GrubRelease;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tukaani.xz.XZInputStream;

class StandaloneTest {
    private static final Platform PLATFORM = Platform.I386_XEN_PVH;

    @TempDir
    Path directory;

    @Test
    void takesLocalesAsGrubMkstandaloneDoes() throws IOException {
        GrubRelease release = GrubRelease.TRIXIE;
        Path locales = release.unpacked("grub-common").resolve("usr/share/locale");
        List<String> names = List.of("de", "zh_TW");
        ModuleTree tree = release.tree(PLATFORM);
        SortedMap<String, Bytes> resources =
                new GrubResources(directory, locales, directory, false).files(names, List.of(), List.of());
        assertThat(resources.keySet()).containsExactly("locale/de.mo", "locale/zh_TW.mo");
        byte[] ours = build(
                tree,
                new Standalone(
                        List.of(),
                        Optional.of(List.of(ModuleRequest.of("ls"))),
                        resources,
                        List.of(),
                        MemdiskFileCompression.NO,
                        GrubTar.TIME,
                        Extras.NONE));
        ExternalProgram run = release.tool(
                directory,
                "grub-mkstandalone",
                "-O",
                PLATFORM.id(),
                "-d",
                release.grubDirectory().resolve(PLATFORM.id()).toString(),
                "-o",
                "image",
                "--install-modules=ls",
                "--locales=de zh_TW",
                "--locale-directory=" + locales,
                "--fonts=",
                "--themes=");
        assertThat(run.exit()).as(run.errors()).isZero();
        assertThat(directory.resolve("image")).hasBinaryContent(ours);
    }

    @Test
    void withAConfigIsWhatGrubMkstandaloneMakesOfIt() throws IOException {
        GrubRelease release = GrubRelease.TRIXIE;
        ModuleTree tree = release.tree(PLATFORM);
        Path config = Files.writeString(directory.resolve("site.cfg"), "echo site\n");
        Path key = Files.writeString(directory.resolve("key"), "a key");
        Extras extras = new Extras(List.of(Bytes.read(key, 9)), Optional.empty(), false, false, false);
        byte[] ours = build(
                tree,
                Standalone.of(
                        GrubConfig.of(Bytes.read(config, 99)),
                        Optional.of(List.of("ls")),
                        new GrubResources(directory, directory, release.dataDirectory(), false)
                                .files(List.of(), List.of("unicode"), List.of()),
                        List.of(new GrubTar.File("etc/site", text("mine"))),
                        MemdiskFileCompression.NO,
                        GrubTar.TIME,
                        extras));
        ExternalProgram run = release.tool(
                directory,
                "grub-mkstandalone",
                "-O",
                PLATFORM.id(),
                "-d",
                release.grubDirectory().resolve(PLATFORM.id()).toString(),
                "-o",
                "image",
                "-k",
                "key",
                "--modules=pgp gcry_rsa gcry_dsa gcry_sha1 gcry_sha256 gcry_sha512",
                "--install-modules=ls normal",
                "--locales=",
                "--fonts=unicode",
                "--themes=",
                "boot/grub/grub.cfg=site.cfg",
                "etc/site=" + Files.writeString(directory.resolve("own"), "mine"));
        assertThat(run.exit()).as(run.errors()).isZero();
        assertThat(directory.resolve("image")).hasBinaryContent(ours);
    }

    @Test
    void withAConfigThatSearchesForItselfIsRefused() {
        assertThatThrownBy(() -> Standalone.of(
                        GrubConfig.of(text("search -s -f /boot/grub/grub.cfg\n")),
                        Optional.empty(),
                        new TreeMap<>(),
                        List.of(),
                        MemdiskFileCompression.NO,
                        0,
                        Extras.NONE))
                .hasMessageContaining("the image's own memdisk");
    }

    @Test
    void inXzHoldsTheSameFilesEachAsGrubCanReadIt() throws IOException {
        for (GnuTar.Entry entry : packed(MemdiskFileCompression.XZ, XZInputStream::new)) {
            assertThat(entry.content().u8(7))
                    .as("no check, which GRUB would have to compute")
                    .isZero();
        }
    }

    @Test
    void inGzHoldsTheSameFilesEachWithoutNameAndTime() throws IOException {
        for (GnuTar.Entry entry : packed(MemdiskFileCompression.GZ, GZIPInputStream::new)) {
            assertThat(entry.content().slice(3, 5).toArray()).containsOnly(0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void hasTheModulesThatReadItsFiles(MemdiskFileCompression compression) throws IOException {
        ModuleTree tree = GrubRelease.BOOKWORM.tree(PLATFORM);
        List<String> embedded = standalone(compression).recipe(tree).modules().files().stream()
                .map(ModuleFile::name)
                .toList();
        assertThat(embedded).contains("memdisk", "tar");
        assertThat(embedded.contains("gzio")).isEqualTo(compression == MemdiskFileCompression.GZ);
        assertThat(embedded.contains("xzio")).isEqualTo(compression == MemdiskFileCompression.XZ);
    }

    private static Standalone standalone(MemdiskFileCompression compression) {
        List<GrubTar.File> own = List.of(new GrubTar.File("boot/grub/grub.cfg", text("echo\n")));
        return new Standalone(
                List.of(),
                Optional.of(List.of(ModuleRequest.of("ls"))),
                new TreeMap<>(),
                own,
                compression,
                7,
                Extras.NONE);
    }

    /** How a file is unpacked. */
    @FunctionalInterface
    private interface Unpacker {
        InputStream unpack(InputStream in) throws IOException;
    }

    /** GRUB's own files of a compressed memdisk, which hold what those of one that is not do. */
    private static List<GnuTar.Entry> packed(MemdiskFileCompression compression, Unpacker unpacker) throws IOException {
        ModuleTree tree = GrubRelease.BOOKWORM.tree(PLATFORM);
        List<GnuTar.Entry> plain = memdisk(tree, standalone(MemdiskFileCompression.NO));
        List<GnuTar.Entry> packed = memdisk(tree, standalone(compression));
        int last = plain.size() - 1;
        assertThat(packed)
                .extracting(GnuTar.Entry::name)
                .containsExactlyElementsOf(
                        plain.stream().map(GnuTar.Entry::name).toList());
        assertThat(packed.get(last)).as("one's own file").isEqualTo(plain.get(last));
        for (int i = 0; i < last; i++) {
            assertThat(unpacker.unpack(packed.get(i).content().openStream()).readAllBytes())
                    .isEqualTo(plain.get(i).content().toArray());
        }
        return packed.subList(0, last);
    }

    @Test
    void refusesANameTwice() {
        List<GrubTar.File> own = List.of(new GrubTar.File("boot/grub/i386-xen_pvh/ls.mod", text("x")));
        assertThatThrownBy(() -> memdisk(
                        GrubRelease.BOOKWORM.tree(PLATFORM),
                        new Standalone(
                                List.of(),
                                Optional.of(List.of(ModuleRequest.of("ls"))),
                                new TreeMap<>(),
                                own,
                                MemdiskFileCompression.NO,
                                7,
                                Extras.NONE)))
                .hasMessageContaining("has a file of that name already");
    }

    private static byte[] build(ModuleTree tree, Standalone standalone) throws IOException {
        return standalone.recipe(tree).image(tree).toByteArray();
    }

    private static List<GnuTar.Entry> memdisk(ModuleTree tree, Standalone standalone) throws IOException {
        return new ArrayList<>(GnuTar.read(standalone.recipe(tree).memdisk().orElseThrow()));
    }

    private static Bytes text(String text) {
        return ImageRecipe.text("text", text);
    }
}
