// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.archive.TarAttributes;
import io.github.grubxen.config.GrubConfig;
import io.github.grubxen.io.UpToDateRecords;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.GrubRelease;
import io.github.grubxen.testing.SilentLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a second build writes anew, and that its directory is what a first one would have made. */
class UpToDateImagesTest {
    @TempDir
    Path directory;

    private final List<ImageDirectory.Named> images = new ArrayList<>();
    private UpToDateRecords records = new UpToDateRecords();
    private GrubRelease release = GrubRelease.BOOKWORM;
    private String maker = "plugin 1";

    @BeforeEach
    void build() throws IOException {
        for (Platform platform : Platform.values()) {
            images.add(image("web", platform, "boot\n"));
            images.add(image("mail", platform, "halt\n"));
        }
        assertThat(again()).hasSize(6);
    }

    @Test
    void nothingIsWrittenWhereNothingChanged() throws IOException {
        assertThat(again()).isEmpty();
    }

    @Test
    void onlyTheImageIsWrittenWhoseConfigChanged() throws IOException {
        images.set(0, image("web", images.get(0).platform(), "reboot\n"));
        assertThat(again()).containsExactly(images.get(0).fileName());
        assertThat(again()).isEmpty();
    }

    @Test
    void anotherTreeOrAnotherPluginMakesAllAnew() throws IOException {
        release = GrubRelease.TRIXIE;
        assertThat(again()).hasSize(6);
        maker = "plugin 2";
        assertThat(again()).hasSize(6);
        assertThat(again()).isEmpty();
    }

    @Test
    void whatWasDeletedOrDamagedIsWrittenAnew() throws IOException {
        Files.delete(directory.resolve("images").resolve(images.get(1).fileName()));
        Files.writeString(directory.resolve("images").resolve(images.get(4).fileName()), "damaged");
        assertThat(again())
                .containsExactly(images.get(1).fileName(), images.get(4).fileName());
    }

    @Test
    void whatIsNoLongerWantedIsGone() throws IOException {
        images.remove(5);
        Files.writeString(directory.resolve("images/stray"), "");
        assertThat(again()).isEmpty();
    }

    /** Builds, and holds the directory against one that was made at once. */
    private List<String> again() throws IOException {
        UpToDateRecords now = new UpToDateRecords();
        List<ImageDirectory.Written> written = new ImageDirectory(images)
                .writeTo(directory.resolve("images"), this::tree, new SilentLog(), records, now, maker);
        records = now;
        Path whole = directory.resolve("whole");
        new ImageDirectory(images).writeTo(whole, this::tree, new SilentLog());
        assertThat(directory.resolve("images").toFile().list())
                .containsExactlyInAnyOrder(whole.toFile().list());
        for (ImageDirectory.Named image : images) {
            assertThat(directory.resolve("images").resolve(image.fileName()))
                    .hasSameBinaryContentAs(whole.resolve(image.fileName()));
        }
        return written.stream().map(ImageDirectory.Written::fileName).toList();
    }

    private ModuleTree tree(Platform platform) throws IOException {
        return release.tree(platform);
    }

    private static ImageDirectory.Named image(String name, Platform platform, String config) {
        return new ImageDirectory.Named(
                name + "-" + platform + ".bin",
                platform,
                GrubConfig.of(ImageRecipe.text("grub.cfg", config)),
                new BakedConfig(
                        ImageRecipe.text("grub.cfg", config),
                        Optional.of(List.of("reboot", "halt")),
                        TarAttributes.root(1)));
    }
}
