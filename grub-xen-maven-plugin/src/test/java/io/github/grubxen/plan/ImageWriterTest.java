// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.io.Bytes;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.GrubRelease;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ImageWriterTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(Platform.class)
    void writesEachImageAsIfItWereTheOnlyOne(Platform platform) throws IOException {
        ModuleTree tree = GrubRelease.TRIXIE.tree(platform);
        ImageWriter writer = new ImageWriter(tree);
        Random random = new Random(7);
        List<List<String>> lists = List.of(List.of(), List.of("normal"), List.of("linux", "ext2"), tree.allModules());
        for (int i = 0; i < 60; i++) {
            List<Bytes> keys = new ArrayList<>();
            for (int key = random.nextInt(3); key > 0; key--) {
                keys.add(random(random, 50));
            }
            ImageRecipe plain = ImageRecipe.of(
                    tree,
                    lists.get(random.nextInt(lists.size())),
                    random.nextBoolean() ? Optional.of(random(random, 200_000)) : Optional.empty(),
                    random.nextBoolean()
                            ? Optional.of(ImageRecipe.text("c", "x".repeat(random.nextInt(99))))
                            : Optional.empty(),
                    ImageRecipe.text("prefix", "/".repeat(random.nextInt(30))));
            ImageRecipe recipe = new ImageRecipe(
                    platform,
                    plain.modules(),
                    plain.memdisk(),
                    plain.config(),
                    plain.prefix(),
                    new Extras(keys, Optional.empty(), random.nextBoolean(), false, false));
            Path file = directory.resolve(i + ".bin");

            writer.write(recipe, file);

            assertThat(file).hasBinaryContent(recipe.image(tree).toByteArray());
        }
    }

    private static Bytes random(Random random, int limit) {
        byte[] bytes = new byte[random.nextInt(limit)];
        random.nextBytes(bytes);
        return Bytes.of("random", bytes);
    }
}
