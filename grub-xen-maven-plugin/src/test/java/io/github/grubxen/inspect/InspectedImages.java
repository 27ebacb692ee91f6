// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.inspect;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.module.ModuleRequest;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.plan.Extras;
import io.github.grubxen.plan.ImageRecipe;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.GrubRelease;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Images that tests of this room make. */
final class InspectedImages {
    private InspectedImages() {}

    static Bytes of(Platform platform, Bytes memdisk) throws IOException {
        ModuleTree tree = GrubRelease.BOOKWORM.tree(platform);
        ImageRecipe recipe = ImageRecipe.of(
                tree, List.of("tar"), Optional.of(memdisk), Optional.empty(), ImageRecipe.MEMDISK_PREFIX);
        return Bytes.of("image", recipe.image(tree).toByteArray());
    }

    static Bytes of(Platform platform, Optional<Bytes> config, Extras extras) throws IOException {
        ModuleTree tree = GrubRelease.BOOKWORM.tree(platform);
        ImageRecipe recipe = new ImageRecipe(
                platform,
                tree.resolveRequests(List.of(ModuleRequest.of("normal"))),
                Optional.empty(),
                config,
                ImageRecipe.text("prefix", "/boot/grub"),
                extras);
        return Bytes.of("image", recipe.image(tree).toByteArray());
    }

    static void assertRefused(Bytes file, String problem) {
        assertThatThrownBy(() -> Inspection.of(file))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("at offset 0x")
                .hasMessageContaining(problem);
    }
}
