package io.github.grubxen.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.archive.GnuTar;
import io.github.grubxen.archive.GrubTar;
import io.github.grubxen.archive.TarAttributes;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Folders;
import io.github.grubxen.module.ModuleRequest;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.GrubRelease;
import io.github.grubxen.testing.SilentLog;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ImageTest {
    @TempDir
    Path folder;

    private final TarAttributes attributes = TarAttributes.root(1420070400);

    @Test
    void carriesItsConfigWhereNoGuestHasAFile() throws IOException {
        Image image = bake("echo hello\n", Optional.of(List.of("echo")));
        List<GnuTar.Entry> files = GnuTar.read(image.content(ObjectType.MEMDISK).orElseThrow());
        assertThat(files).containsExactly(new GnuTar.Entry("bootstrap.cfg", attributes, text("echo hello\n")));
        assertThat(image.content(ObjectType.CONFIG).orElseThrow().utf8()).isEqualTo("normal (memdisk)/bootstrap.cfg\n");
    }

    @Test
    void bringsWhatReadsItsConfigWhateverModulesAreAskedFor() throws IOException {
        Image image = bake("echo hello\n", Optional.of(List.of("echo")));
        ModuleTree tree = GrubRelease.MACHINE.tree(Platform.X86_64_XEN);
        List<Bytes> modules = image.objects().stream()
                .filter(object -> object.type() == ObjectType.MODULE)
                .map(ImageObject::content)
                .toList();
        for (String needed : List.of("memdisk", "tar", "normal", "echo")) {
            assertThat(modules)
                    .contains(Objects.requireNonNull(tree.modules().get(needed)).content());
        }
    }

    @Test
    void thatWouldFindItsOwnMemdiskIsNotMade() {
        assertThatThrownBy(() -> bake("echo\nsearch -f /bootstrap.cfg\n", Optional.empty()))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("site.cfg:2")
                .hasMessageContaining("own memdisk");
    }

    @Test
    void mayNameAGuestsFileOfTheSameNameElsewhere() throws IOException {
        assertThat(bake(
                                "configfile /boot/bootstrap.cfg\nconfigfile ($root)/bootstrap.cfg\n",
                                Optional.of(List.of("ls")))
                        .objects())
                .isNotEmpty();
    }

    @Test
    void withAZeroByteInItsConfigIsNotMade() {
        assertThatThrownBy(() -> bake("echo\necho \0\n", Optional.empty()))
                .hasMessageContaining("site.cfg:2: a zero byte");
        ModuleTree tree = tree();
        ImageRecipe recipe = ImageRecipe.of(
                tree.platform(), List.of(), Optional.empty(), Optional.of(text("a\0b")), text("/boot/grub"));
        assertThatThrownBy(() -> Image.build(recipe, tree)).hasMessageContaining("zero byte");
    }

    @Test
    void withAModuleThatIsNotThereIsNotMade() {
        assertThatThrownBy(() -> bake("echo\n", Optional.of(List.of("blscfg"))))
                .hasMessageContaining("module 'blscfg' is missing");
    }

    @Test
    void fillsAFolderAllOrNothing() throws IOException {
        ImageSet.Named good =
                new ImageSet.Named("a.bin", Platform.X86_64_XEN, baked("echo\n", Optional.of(List.of("echo"))));
        ImageSet.Named bad =
                new ImageSet.Named("b.bin", Platform.X86_64_XEN, baked("echo\n", Optional.of(List.of("none"))));
        Path images = folder.resolve("images");
        new ImageSet(List.of(good)).writeTo(images, platform -> tree(), new SilentLog());
        byte[] former = Files.readAllBytes(images.resolve("a.bin"));
        assertThatThrownBy(() -> new ImageSet(List.of(good, bad)).writeTo(images, platform -> tree(), new SilentLog()))
                .isInstanceOf(BadInput.class);
        assertThat(Folders.list(images)).containsExactly(images.resolve("a.bin"));
        assertThat(images.resolve("a.bin")).hasBinaryContent(former);
        assertThatThrownBy(() -> new ImageSet(List.of(good, good))).hasMessageContaining("more than one image");
    }

    @Test
    void startsWithAConfigThatGrubsOwnParserAccepts() throws IOException {
        Path config = Files.write(
                folder.resolve("guest.cfg"), BakedConfig.guestConfig().toArray());
        for (GrubRelease release : GrubRelease.values()) {
            assertThat(release.tool(folder, "grub-script-check", config.toString())
                            .exit())
                    .isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(Platform.class)
    void isAnElfFileThatReadelfHasNoComplaintAbout(Platform platform) throws IOException {
        ModuleTree tree = GrubRelease.MACHINE.tree(platform);
        Image image = Image.build(baked("echo\n", Optional.empty()).recipe(tree), tree);
        Files.write(folder.resolve("image"), image.toByteArray());
        String printed = Tools.run(folder, "readelf", "-lhW", "image");
        assertThat(printed).contains(platform.isPvh() ? "0x100000" : "0x0").contains("NOTE");
    }

    @Test
    void damagedAnywhereIsRefusedOrReadWithoutAnyOtherFailure() throws IOException {
        byte[] good = bake("echo\n", Optional.of(List.of("echo"))).toByteArray();
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 3_000; i++) {
            byte[] damaged = good.clone();
            for (int n = 1 + random.nextInt(3); n > 0; n--) {
                damaged[random.nextInt(random.nextBoolean() ? 650 : good.length)] = (byte) random.nextInt();
            }
            int length = random.nextInt(4) == 0 ? random.nextInt(good.length) : good.length;
            try {
                Image.read(Bytes.of("image", damaged).slice(0, length));
            } catch (BadInput expected) {
                assertThat(expected.getMessage()).as("seed %d", seed).contains("image");
            }
        }
    }

    private Image bake(String config, Optional<List<String>> modules) throws IOException {
        ModuleTree tree = GrubRelease.MACHINE.tree(Platform.X86_64_XEN);
        return Image.build(baked(config, modules).recipe(tree), tree);
    }

    @Test
    void withFilesAndKeysHasThemAndTheModulesThatCheckSignatures() throws IOException {
        Extras extras = new Extras(List.of(text("a key")), Optional.empty(), false, false);
        BakedConfig baked = new BakedConfig(
                text("echo\n"),
                Optional.of(List.of("echo")),
                List.of(new GrubTar.File("boot/grub/fonts/own.pf2", text("font"))),
                attributes,
                extras);

        ImageRecipe recipe = baked.recipe(tree());
        Image image = Image.build(recipe, tree());

        assertThat(recipe.warnings(tree())).isEmpty();
        assertThat(recipe.modules()).extracting(ModuleRequest::name).contains("pgp", "gcry_rsa", "gcry_sha512");
        assertThat(GnuTar.read(image.content(ObjectType.MEMDISK).orElseThrow()))
                .extracting(GnuTar.Entry::name)
                .containsExactly("bootstrap.cfg", "boot/grub/fonts/own.pf2");
        ImageRecipe without =
                new ImageRecipe(tree().platform(), List.of(), Optional.empty(), Optional.empty(), text("/"), extras);
        assertThat(without.warnings(tree())).singleElement().asString().contains("pgp");
    }

    private BakedConfig baked(String config, Optional<List<String>> modules) {
        return new BakedConfig(text(config), modules, attributes);
    }

    private static ModuleTree tree() {
        try {
            return GrubRelease.MACHINE.tree(Platform.X86_64_XEN);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Bytes text(String text) {
        return ImageRecipe.text("site.cfg", text);
    }
}
