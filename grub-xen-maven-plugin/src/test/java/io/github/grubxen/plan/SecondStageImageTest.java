// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.archive.TarAttributes;
import io.github.grubxen.config.GrubConfig;
import io.github.grubxen.config.Template;
import io.github.grubxen.format.Image;
import io.github.grubxen.format.ObjectType;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.module.ModuleRequest;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.module.ResolvedModules;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.GrubRelease;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Images that another GRUB can start. */
class SecondStageImageTest {
    private static final Extras SECOND_STAGE = new Extras(List.of(), Optional.empty(), false, false, true);

    private final TarAttributes attributes = TarAttributes.root(1420070400);

    @Test
    void asASecondStageDiffersInThePageBeforeThePvhKernelAlone() throws IOException {
        for (GrubRelease release : GrubRelease.values()) {
            for (Platform platform : Platform.values()) {
                ModuleTree tree = release.tree(platform);
                ImageRecipe plain =
                        ImageRecipe.of(tree, List.of("normal"), Optional.empty(), Optional.empty(), text("/boot/grub"));
                ImageRecipe second = new ImageRecipe(
                        platform, plain.modules(), plain.memdisk(), plain.config(), plain.prefix(), SECOND_STAGE);
                byte[] usual = plain.image(tree).toByteArray();
                byte[] chained = second.image(tree).toByteArray();
                if (platform.isPvh()) {
                    assertThat(Arrays.copyOf(chained, 0x1000)).isNotEqualTo(Arrays.copyOf(usual, 0x1000));
                    Arrays.fill(chained, 0, 0x1000, (byte) 0);
                    Arrays.fill(usual, 0, 0x1000, (byte) 0);
                }
                assertThat(chained).isEqualTo(usual);
            }
        }
    }

    /** As a build makes it: the early config tells its release, on each platform; besides, PV images are what they are without. */
    @Test
    void asASecondStageDiffersInItsEarlyConfigOnPv() throws IOException {
        for (Platform platform : List.of(Platform.I386_XEN, Platform.X86_64_XEN)) {
            ModuleTree tree = GrubRelease.BOOKWORM.tree(platform);
            BakedConfig plain = baked("echo\n", Optional.of(List.of("echo")));
            Image usual = plain.recipe(tree).image(tree);
            Image chained = new BakedConfig(plain.config(), plain.modules(), List.of(), attributes, SECOND_STAGE)
                    .recipe(tree)
                    .image(tree);
            assertThat(chained.secondStage()).isFalse();
            assertThat(chained.kernel().content()).isEqualTo(usual.kernel().content());
            assertThat(chained.objects().stream().filter(object -> object.type() != ObjectType.CONFIG))
                    .containsExactlyElementsOf(usual.objects().stream()
                            .filter(object -> object.type() != ObjectType.CONFIG)
                            .toList());
            assertThat(chained.content(ObjectType.CONFIG).orElseThrow().utf8())
                    .isEqualTo("insmod normal\nset second_stage=2.06\nexport second_stage\n"
                            + usual.content(ObjectType.CONFIG).orElseThrow().utf8());
        }
    }

    @Test
    void asASecondStageTellsItsReleaseBeforeAnEarlyConfigOfItsOwnIfItHasNormal() throws IOException {
        ModuleTree tree = tree();
        String release = "insmod normal\nset second_stage=2.06\nexport second_stage\n";
        Optional<Bytes> own = Optional.of(text("set a=b\n"));
        ResolvedModules normal = tree.resolveRequests(List.of(ModuleRequest.of("normal")));
        assertThat(SECOND_STAGE
                        .earlyConfig(tree.info(), normal, own)
                        .orElseThrow()
                        .utf8())
                .isEqualTo(release + "set a=b\n");
        assertThat(SECOND_STAGE
                        .earlyConfig(tree.info(), normal, Optional.empty())
                        .orElseThrow()
                        .utf8())
                .isEqualTo(release);
        assertThat(SECOND_STAGE.earlyConfig(tree.info(), tree.resolveRequests(List.of(ModuleRequest.of("ext2"))), own))
                .isEqualTo(own);
        assertThat(Extras.NONE.earlyConfig(tree.info(), normal, own)).isEqualTo(own);
    }

    @Test
    void asASecondStageIsTheSameWhenReadAndWritten() throws IOException {
        ModuleTree tree = GrubRelease.TRIXIE.tree(Platform.I386_XEN_PVH);
        BakedConfig plan = new BakedConfig(
                GrubConfig.of(Template.SECOND_STAGE.filled()), Optional.empty(), List.of(), attributes, SECOND_STAGE);
        Image image = plan.recipe(tree).image(tree);
        Image read = Image.read(Bytes.of("image", image.toByteArray()));
        assertThat(read.secondStage()).isTrue();
        assertThat(read.toByteArray()).isEqualTo(image.toByteArray());
    }

    @Test
    void asASecondStageTellsItsReleaseToTheConfig() throws IOException {
        String expected = "insmod normal\nset second_stage=2.06\nexport second_stage\n";
        BakedConfig baked = new BakedConfig(
                GrubConfig.of(text("echo\n")), Optional.of(List.of("echo")), List.of(), attributes, SECOND_STAGE);
        assertThat(baked.recipe(tree()).config().orElseThrow().utf8())
                .isEqualTo(expected + "normal (memdisk)/bootstrap.cfg\n");
        Standalone standalone = Standalone.of(
                GrubConfig.of(text("echo\n")),
                Optional.of(List.of("echo")),
                new TreeMap<>(),
                List.of(),
                MemdiskFileCompression.NO,
                0,
                SECOND_STAGE);
        assertThat(standalone.recipe(tree()).config().orElseThrow().utf8()).isEqualTo(expected);
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
