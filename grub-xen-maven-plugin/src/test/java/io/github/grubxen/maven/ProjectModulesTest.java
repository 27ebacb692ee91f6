// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.config.GrubConfig;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.plan.ImageDirectory;
import io.github.grubxen.plan.ImagePlan;
import io.github.grubxen.plan.ImageRecipe;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.GrubRelease;
import io.github.grubxen.testing.RecordingLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProjectModulesTest {
    private static final Platform PVH = Platform.I386_XEN_PVH;

    private final RecordingLog log = new RecordingLog(new ArrayList<>());

    @Test
    void areThoseOfThePlatformsImagesWithWhatTheyNeed() throws IOException {
        ModuleTree tree = GrubRelease.BOOKWORM.tree(PVH);
        ProjectModules modules = new ProjectModules(
                List.of(
                        image(PVH, its -> recipe(its, "ls", Optional.empty())),
                        image(PVH, its -> recipe(its, "hello", Optional.empty())),
                        image(Platform.I386_XEN, its -> recipe(its, "zfs", Optional.empty()))),
                log);
        assertThat(modules.of(tree)).contains("ls", "hello", "normal").doesNotContain("zfs");
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void areThoseInTheMemdiskOfAStandaloneImageToo() throws IOException {
        Bytes memdisk =
                Bytes.of("memdisk", "boot/grub/i386-xen_pvh/minix3_be.mod\0\0".getBytes(StandardCharsets.US_ASCII));
        ProjectModules modules =
                new ProjectModules(List.of(image(PVH, its -> recipe(its, "ls", Optional.of(memdisk)))), log);
        assertThat(modules.of(GrubRelease.BOOKWORM.tree(PVH))).contains("ls", "minix3_be");
    }

    @Test
    void areAllWithoutAnImage() throws IOException {
        ModuleTree tree = GrubRelease.BOOKWORM.tree(PVH);
        assertThat(new ProjectModules(List.of(), log).of(tree))
                .isEqualTo(tree.modules().keySet());
    }

    @Test
    void ofAnImageThatCannotBeMadeAreNoneAndALineSaysWhy() throws IOException {
        ProjectModules modules = new ProjectModules(
                List.of(image(PVH, its -> {
                    throw new BadInput("web.cfg:1:1", "no module 'gone'", "Use another.");
                })),
                log);
        assertThat(modules.of(GrubRelease.BOOKWORM.tree(PVH))).isEmpty();
        assertThat(log.lines())
                .singleElement()
                .asString()
                .matches("web\\.bin cannot be made of 2\\.06\\S+: web\\.cfg:1:1: no module 'gone'\\. Use another\\.");
    }

    private static ImageDirectory.Named image(Platform platform, ImagePlan plan) {
        GrubConfig config = GrubConfig.of(Bytes.of("web.cfg", new byte[0]));
        return new ImageDirectory.Named("web.bin", platform, config, plan);
    }

    private static ImageRecipe recipe(ModuleTree tree, String module, Optional<Bytes> memdisk) throws BadInput {
        return ImageRecipe.of(tree, List.of(module), memdisk, Optional.empty(), ImageRecipe.MEMDISK_PREFIX);
    }
}
