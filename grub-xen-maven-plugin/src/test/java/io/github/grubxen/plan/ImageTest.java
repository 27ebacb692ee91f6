// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.archive.GnuTar;
import io.github.grubxen.archive.GrubTar;
import io.github.grubxen.archive.TarAttributes;
import io.github.grubxen.config.GrubConfig;
import io.github.grubxen.config.Placeholders;
import io.github.grubxen.config.Template;
import io.github.grubxen.format.Image;
import io.github.grubxen.format.ImageObject;
import io.github.grubxen.format.ObjectType;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Directories;
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
    Path directory;

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
        ModuleTree tree = GrubRelease.BOOKWORM.tree(Platform.X86_64_XEN);
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
    void withAZeroByteInItsConfigIsNotMade() throws IOException {
        assertThatThrownBy(() -> bake("echo\necho \0\n", Optional.empty()))
                .hasMessageContaining("site.cfg:2:6: a zero byte");
        ModuleTree tree = tree();
        ImageRecipe recipe =
                ImageRecipe.of(tree, List.of(), Optional.empty(), Optional.of(text("a\0b")), text("/boot/grub"));
        assertThatThrownBy(() -> recipe.image(tree)).hasMessageContaining("zero byte");
    }

    @Test
    void withAModuleThatIsNotThereIsNotMade() {
        assertThatThrownBy(() -> bake("echo\n", Optional.of(List.of("blscfg"))))
                .hasMessageContaining("module 'blscfg' is missing");
    }

    @Test
    void fillsADirectoryAllOrNothing() throws IOException {
        ImageDirectory.Named good = new ImageDirectory.Named(
                "a.bin",
                Platform.X86_64_XEN,
                GrubConfig.of(text("echo\n")),
                baked("echo\n", Optional.of(List.of("echo"))));
        ImageDirectory.Named bad = new ImageDirectory.Named(
                "b.bin",
                Platform.X86_64_XEN,
                GrubConfig.of(text("echo\n")),
                baked("echo\n", Optional.of(List.of("none"))));
        Path images = directory.resolve("images");
        new ImageDirectory(List.of(good)).writeTo(images, platform -> tree(), new SilentLog());
        byte[] former = Files.readAllBytes(images.resolve("a.bin"));
        assertThatThrownBy(() ->
                        new ImageDirectory(List.of(good, bad)).writeTo(images, platform -> tree(), new SilentLog()))
                .isInstanceOf(BadInput.class);
        assertThat(Directories.list(images)).containsExactly(images.resolve("a.bin"));
        assertThat(images.resolve("a.bin")).hasBinaryContent(former);
        assertThatThrownBy(() -> new ImageDirectory(List.of(good, good)))
                .hasMessageContaining("image 'a.bin': another image has the same name");
    }

    @Test
    void startsWithConfigsThatGrubsOwnParserAccepts() throws IOException {
        for (Template template : Template.values()) {
            Bytes text = new Placeholders(name -> template.value(name).or(() -> Optional.of("ro")))
                    .fill(template.text(), List.of())
                    .text();
            Path config = Files.write(directory.resolve(text.name()), text.toArray());
            for (GrubRelease release : GrubRelease.values()) {
                assertThat(release.tool(directory, "grub-script-check", config.toString())
                                .exit())
                        .isZero();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Platform.class)
    void isAnElfFileThatReadelfHasNoComplaintAbout(Platform platform) throws IOException {
        ModuleTree tree = GrubRelease.BOOKWORM.tree(platform);
        Image image = baked("echo\n", Optional.empty()).recipe(tree).image(tree);
        Files.write(directory.resolve("image"), image.toByteArray());
        String printed = Tools.run(directory, "readelf", "-lhW", "image");
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
        ModuleTree tree = GrubRelease.BOOKWORM.tree(Platform.X86_64_XEN);
        return baked(config, modules).recipe(tree).image(tree);
    }

    @Test
    void withFilesAndKeysHasThemAndTheModulesThatCheckSignatures() throws IOException {
        Extras extras = new Extras(List.of(text("a key")), Optional.empty(), false, false, false);
        BakedConfig baked = new BakedConfig(
                GrubConfig.of(text("echo\n")),
                Optional.of(List.of("echo")),
                List.of(new GrubTar.File("boot/grub/fonts/own.pf2", text("font"))),
                attributes,
                extras);

        ImageRecipe recipe = baked.recipe(tree());
        Image image = recipe.image(tree());

        assertThat(recipe.warnings(tree())).isEmpty();
        assertThat(recipe.modules().names()).contains("pgp", "gcry_rsa", "gcry_sha512");
        assertThat(GnuTar.read(image.content(ObjectType.MEMDISK).orElseThrow()))
                .extracting(GnuTar.Entry::name)
                .containsExactly("bootstrap.cfg", "boot/grub/fonts/own.pf2");
        ImageRecipe without = new ImageRecipe(
                tree().platform(),
                tree().resolveRequests(List.of()),
                Optional.empty(),
                Optional.empty(),
                text("/"),
                extras);
        assertThat(without.warnings(tree())).singleElement().asString().contains("pgp");
    }

    private BakedConfig baked(String config, Optional<List<String>> modules) {
        return new BakedConfig(text(config), modules, attributes);
    }

    private static ModuleTree tree() {
        try {
            return GrubRelease.BOOKWORM.tree(Platform.X86_64_XEN);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Bytes text(String text) {
        return ImageRecipe.text("site.cfg", text);
    }
}
