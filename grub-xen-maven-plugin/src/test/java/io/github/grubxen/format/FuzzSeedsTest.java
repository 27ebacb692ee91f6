// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.archive.GnuTar;
import io.github.grubxen.archive.GrubTar;
import io.github.grubxen.archive.TarAttributes;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.module.ModInfo;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.plan.ImageRecipe;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.GuestSeeds;
import io.github.grubxen.testing.SmallKey;
import io.github.grubxen.testing.SyntheticElf;
import io.github.grubxen.testing.TarWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/**
 * The inputs that fuzzing begins with: whole files of ours that every parser accepts, none of GRUB's. {@code
 * -Dgrub-xen.seeds=src/test/resources} writes them there.
 */
class FuzzSeedsTest {
    private static final String ROOT = "io/github/grubxen/";

    @TempDir
    Path directory;

    @Test
    void ofTheRepositoryAreThoseMadeHere() throws IOException {
        Path resources = Path.of("src/test/resources");
        boolean write = System.getProperty("grub-xen.seeds") != null;
        for (Map.Entry<String, Bytes> seed : seeds().entrySet()) {
            Path file = resources.resolve(ROOT + seed.getKey());
            if (write) {
                Files.createDirectories(file.resolveSibling("."));
                Files.write(file, seed.getValue().toArray());
            }
            assertThat(file).hasBinaryContent(seed.getValue().toArray());
        }
    }

    @Test
    void areAcceptedByTheirParsers() throws IOException {
        for (Platform platform : Platform.values()) {
            assertThat(Kernel.read(platform, SyntheticElf.kernel(platform)).bss())
                    .isPositive();
            assertThat(Image.read(image(platform)).objects()).hasSize(5);
        }
    }

    private Map<String, Bytes> seeds() throws IOException {
        Map<String, Bytes> seeds = new LinkedHashMap<>();
        for (Platform platform : Platform.values()) {
            seeds.put("format/ImageFuzzTestInputs/kernels/" + platform, SyntheticElf.kernel(platform));
            seeds.put(
                    "format/ImageFuzzTestInputs/imagesAreTheSameWhenReadWrittenAndReadAgain/" + platform,
                    image(platform));
            seeds.put(
                    "module/ModuleFuzzTestInputs/modules/" + platform,
                    SyntheticElf.module(platform, "first", "second", "third"));
        }
        String dependencies = "module/ModuleFuzzTestInputs/dependencies/";
        seeds.put(dependencies + "chain", text("a: b c\nb: c\nc:\n"));
        seeds.put(dependencies + "cycle", text("a: b\nb: a\n"));
        seeds.put(dependencies + "no-line-end", text("a:\nb: a"));
        seeds.put(dependencies + "no-colon", text("a\n"));
        seeds.put(dependencies + "twice", text("a:\na:\n"));
        seeds.put(dependencies + "long-line", text("a:" + " b".repeat(600) + "\nb:\n"));
        seeds.put("module/ModuleFuzzTestInputs/modinfos/quoted", text(MODINFO));
        seeds.put("module/ModuleFuzzTestInputs/modinfos/bare", text(MODINFO.replace("\"", "")));
        String tars = "archive/ArchiveFuzzTestInputs/tars/";
        List<GnuTar.Entry> entries = List.of(
                new GnuTar.Entry("a", TarAttributes.root(7), text("content")),
                new GnuTar.Entry("b/c", TarAttributes.root(8), text("")));
        List<GrubTar.File> files = List.of(
                new GrubTar.File("d".repeat(60) + "/" + "e".repeat(60), text("deep")),
                new GrubTar.File("f", text("g")));
        Bytes tar = GnuTar.write("tar", entries);
        seeds.put(tars + "gnu", tar);
        seeds.put(tars + "grub-with-a-long-name", GrubTar.write("tar", files, GrubTar.TIME));
        Bytes control = GnuTar.write("c", List.of(new GnuTar.Entry("control", TarAttributes.root(1), text(CONTROL))));
        String packages = "archive/ArchiveFuzzTestInputs/packages/";
        seeds.put(packages + "plain", deb("", control, tar));
        seeds.put(packages + "gz", deb(".gz", gz(control), gz(control)));
        seeds.put(packages + "xz", deb(".xz", xz(control), xz(control)));
        seeds.put("archive/ArchiveFuzzTestInputs/controlData/fields", text(CONTROL));
        String streams = "archive/ArchiveFuzzTestInputs/tarStreams/";
        seeds.put(streams + "gnu", tar);
        seeds.put(streams + "kinds", Bytes.of("tar", TarWriter.write(KINDS)));
        String ars = "archive/ArchiveFuzzTestInputs/ars/";
        seeds.put(ars + "package", deb("", control, tar));
        seeds.put(ars + "odd-sizes", ar(new TreeMap<>(Map.of("one", text("1"), "three", text("333")))));
        String lists = "module/ModuleFuzzTestInputs/lists/";
        seeds.put(lists + "commands", text("*cat: cat\necho: echo\n*echo: other\n[: test\n"));
        seeds.put(lists + "terminals", text("iconsole: at\noserial: serial\n"));
        seeds.put(lists + "names", text("ext2\ntar\n\n xfs \n"));
        for (Platform platform : Platform.values()) {
            String images = "inspect/InspectFuzzTestInputs/images/" + platform;
            seeds.put(images, image(platform));
            seeds.put(images + "-with-a-tree", image(platform, memdisk(platform, content -> content)));
        }
        String memdisks = "inspect/InspectFuzzTestInputs/memdisks/";
        seeds.put(memdisks + "plain", memdisk(Platform.X86_64_XEN, content -> content));
        seeds.put(memdisks + "gz", memdisk(Platform.X86_64_XEN, FuzzSeedsTest::gz));
        seeds.put(memdisks + "xz", memdisk(Platform.X86_64_XEN, FuzzSeedsTest::xz));
        seeds.put(memdisks + "kinds", Bytes.of("memdisk", TarWriter.write(KINDS)));
        byte[] key = SmallKey.rsa(1);
        byte[] body = Arrays.copyOfRange(key, 3, key.length);
        byte[] newHeader = {(byte) 0xc6, (byte) (192 + ((body.length - 192) >> 8)), (byte) (body.length - 192)};
        String keys = "format/ImageFuzzTestInputs/keysAreTheSameWhenTheyAreReadAgain/";
        seeds.put(keys + "binary", Bytes.of("key", key));
        seeds.put(keys + "armored", text(SmallKey.armored(key)));
        seeds.put(keys + "new-header", Bytes.of("key", SmallKey.join(newHeader, body)));
        GuestSeeds.kernels().forEach((name, kernel) -> seeds.put("guest/GuestFuzzTestInputs/kernels/" + name, kernel));
        GuestSeeds.initrds().forEach((name, initrd) -> seeds.put("guest/GuestFuzzTestInputs/initrds/" + name, initrd));
        return seeds;
    }

    /** What a tar can hold, with names that take a header of their own. */
    private static final List<TarWriter.Entry> KINDS = List.of(
            TarWriter.Entry.directory("./"),
            TarWriter.Entry.file("l".repeat(120), "long"),
            TarWriter.Entry.link("link", "t".repeat(120)),
            TarWriter.Entry.hardLink("hard", "link"),
            TarWriter.Entry.file("p", "18 path=attributes\n").type('x'),
            TarWriter.Entry.file("f", "file"));

    /** What packs a file of a memdisk. */
    @FunctionalInterface
    private interface Packer {
        Bytes pack(Bytes content) throws IOException;
    }

    /** A memdisk as grub-mkstandalone lays it out. */
    private static Bytes memdisk(Platform platform, Packer packer) throws IOException {
        String directory = "boot/grub/" + platform + "/";
        String normal = "GNU GRUB  version %s\0" + "2.12\0";
        return GrubTar.write(
                "memdisk",
                List.of(
                        new GrubTar.File(
                                directory + "one.mod", packer.pack(SyntheticElf.module(platform, "one", "two"))),
                        new GrubTar.File(directory + "normal.mod", packer.pack(text(normal))),
                        new GrubTar.File(directory + "modinfo.sh", packer.pack(text(MODINFO)))),
                GrubTar.TIME);
    }

    private static final String MODINFO =
            "grub_modinfo_target_cpu=x86_64\ngrub_modinfo_platform=\"xen\"\ngrub_version=\"2.12\"\n";
    private static final String CONTROL =
            "# a comment\nPackage: p\nVersion: 1\nDescription: short\n long\n .\n more\n\nPackage: q\n";

    private Bytes image(Platform platform) throws IOException {
        return image(platform, text("a memdisk"));
    }

    private Bytes image(Platform platform, Bytes memdisk) throws IOException {
        Path tree = Files.createDirectories(directory.resolve(platform.id()));
        Files.write(tree.resolve("kernel.img"), SyntheticElf.kernel(platform).toArray());
        Files.write(
                tree.resolve("one.mod"),
                SyntheticElf.module(platform, "one", "two").toArray());
        Files.write(
                tree.resolve("two.mod"), SyntheticElf.module(platform, "two").toArray());
        Files.writeString(tree.resolve("moddep.lst"), "one: two\ntwo:\n");
        Files.writeString(
                tree.resolve("modinfo.sh"),
                "grub_modinfo_target_cpu=" + platform.cpu() + "\ngrub_modinfo_platform=" + platform.firmware()
                        + "\ngrub_version=2.12\n");
        ModuleTree modules = ModuleTree.read(platform, tree, "tree");
        ImageRecipe recipe = ImageRecipe.of(
                modules,
                List.of("one"),
                Optional.of(memdisk),
                Optional.of(text("a config")),
                ImageRecipe.MEMDISK_PREFIX);
        assertThat(modules.info()).isEqualTo(new ModInfo(platform.cpu(), platform.firmware(), "2.12", "2.12"));
        return Bytes.of("image", recipe.image(modules).toByteArray());
    }

    private static Bytes deb(String suffix, Bytes control, Bytes data) throws IOException {
        Map<String, Bytes> members = new LinkedHashMap<>();
        members.put("debian-binary", text("2.0\n"));
        members.put("control.tar" + suffix, control);
        members.put("data.tar" + suffix, data);
        return ar(members);
    }

    private static Bytes ar(Map<String, Bytes> members) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ArArchiveOutputStream out = new ArArchiveOutputStream(bytes)) {
            for (Map.Entry<String, Bytes> member : members.entrySet()) {
                add(out, member.getKey(), member.getValue());
            }
        }
        return Bytes.of("ar", bytes.toByteArray());
    }

    private static void add(ArArchiveOutputStream out, String name, Bytes content) throws IOException {
        out.putArchiveEntry(new ArArchiveEntry(name, content.length(), 0, 0, 0100644, 1));
        content.writeTo(out);
        out.closeArchiveEntry();
    }

    private static Bytes gz(Bytes content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = stored(bytes)) {
            content.writeTo(out);
        }
        return Bytes.of("gz", bytes.toByteArray());
    }

    /** Not compressed: what is has the bytes of whatever zlib the machine has. */
    private static GZIPOutputStream stored(ByteArrayOutputStream bytes) throws IOException {
        return new GZIPOutputStream(bytes) {
            {
                def.setLevel(Deflater.NO_COMPRESSION);
            }
        };
    }

    private static Bytes xz(Bytes content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (XZOutputStream out = new XZOutputStream(bytes, new LZMA2Options())) {
            content.writeTo(out);
        }
        return Bytes.of("xz", bytes.toByteArray());
    }

    private static Bytes text(String text) {
        return Bytes.of("text", text.getBytes(StandardCharsets.UTF_8));
    }
}
