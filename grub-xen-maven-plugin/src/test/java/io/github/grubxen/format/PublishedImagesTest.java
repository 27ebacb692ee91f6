// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.archive.GnuTar;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.plan.ImageRecipe;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.GrubRelease;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The images that Debian publishes, taken apart and made again. */
class PublishedImagesTest {

    @ParameterizedTest
    @MethodSource("io.github.grubxen.testing.Releases#withPlatforms")
    void areRebuiltBitForBitFromTheModulesOfTheSameRelease(GrubRelease release, Platform platform) throws IOException {
        Bytes published = release.publishedImage(platform);
        Image read = Image.read(published);
        assertThat(read.platform()).isEqualTo(platform);

        List<GnuTar.Entry> files = GnuTar.read(read.content(ObjectType.MEMDISK).orElseThrow());
        assertThat(files).extracting(GnuTar.Entry::name).containsExactly("grub.cfg");

        ModuleTree tree = release.tree(platform);
        ImageRecipe recipe = ImageRecipe.of(
                tree,
                tree.allModules(),
                read.content(ObjectType.MEMDISK).map(memdisk -> pack(files)),
                read.content(ObjectType.CONFIG),
                read.content(ObjectType.PREFIX).orElseThrow());
        assertThat(recipe.image(tree).toByteArray()).isEqualTo(published.toArray());
    }

    @ParameterizedTest
    @MethodSource("io.github.grubxen.testing.Releases#withPlatforms")
    void areTheSameWhenReadAndWritten(GrubRelease release, Platform platform) throws IOException {
        Bytes published = release.publishedImage(platform);
        assertThat(Image.read(published).toByteArray()).isEqualTo(published.toArray());
    }

    private static Bytes pack(List<GnuTar.Entry> files) {
        try {
            return GnuTar.write("memdisk", files);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
