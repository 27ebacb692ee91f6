// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.config.GrubConfigs;
import io.github.grubxen.format.Image;
import io.github.grubxen.format.ObjectType;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.ExternalProgram;
import io.github.grubxen.module.ModuleFile;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.plan.ImageDirectory;
import io.github.grubxen.plan.ImageRecipe;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.source.DirectorySource;
import io.github.grubxen.source.ModulesDirectory;
import io.github.grubxen.testing.GrubRelease;
import java.io.File;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code <disableCli>} of an {@code <image>}, beside {@code grub-mkimage --disable-cli} of GRUB 2.14. */
class DisableCliTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(Platform.class)
    void writesWhatGrubMkimageWrites(Platform platform) throws Exception {
        ModuleTree tree = GrubRelease.SID.tree(platform);
        ImageRecipe recipe = image(GrubRelease.SID, platform, true);
        byte[] ours = recipe.image(tree).toByteArray();

        Path memdisk = Files.write(
                directory.resolve("memdisk.tar"), recipe.memdisk().orElseThrow().toArray());
        Path early = Files.write(
                directory.resolve("early.cfg"), recipe.config().orElseThrow().toArray());
        List<String> arguments = new ArrayList<>(List.of("-O", platform.id(), "-o", "theirs", "--disable-cli"));
        arguments.addAll(List.of(
                "-d", GrubRelease.SID.grubDirectory().resolve(platform.id()).toString()));
        arguments.addAll(List.of("-p", "(memdisk)/boot/grub", "-m", memdisk.toString(), "-c", early.toString()));
        recipe.modules().files().stream().map(ModuleFile::name).forEach(arguments::add);
        ExternalProgram run = GrubRelease.SID.tool(directory, "grub-mkimage", arguments.toArray(String[]::new));
        assertThat(run.exit()).as(run.errors()).isZero();
        assertThat(ours).isEqualTo(Files.readAllBytes(directory.resolve("theirs")));
        assertThat(Image.read(Bytes.of("image", ours)).content(ObjectType.DISABLE_CLI))
                .isPresent();
    }

    @ParameterizedTest
    @EnumSource(Platform.class)
    void isNotThereByDefault(Platform platform) throws Exception {
        byte[] ours = image(GrubRelease.SID, platform, false)
                .image(GrubRelease.SID.tree(platform))
                .toByteArray();
        assertThat(Image.read(Bytes.of("image", ours)).content(ObjectType.DISABLE_CLI))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = GrubRelease.class,
            names = {"BOOKWORM", "TRIXIE"})
    void isRefusedForAnEarlierReleaseWithItsVersion(GrubRelease release) throws Exception {
        ModuleTree tree = release.tree(Platform.X86_64_XEN);
        ImageRecipe recipe = image(release, Platform.X86_64_XEN, true);
        assertThatThrownBy(() -> recipe.image(tree))
                .isInstanceOf(BadInput.class)
                .hasMessage("GRUB " + tree.info().packageVersion()
                        + ": disabling the command line needs GRUB 2.14"
                        + " or later. Leave it out, or use modules of a later GRUB.");
    }

    /** What an {@code <image>} of a POM stands for. */
    private ImageRecipe image(GrubRelease release, Platform platform, boolean disabled) throws Exception {
        ModulesDirectory modules = new ModulesDirectory(directory.resolve("modules"));
        modules.fill(new DirectorySource(release.grubDirectory()), Set.of(platform));
        ImageConfiguration configured = new ImageConfiguration();
        File config = Files.writeString(
                        directory.resolve("site.cfg"), "search -s root -f /vmlinuz\nlinux /vmlinuz\nboot\n")
                .toFile();
        set(configured, "config", config);
        set(configured, "disableCli", disabled);
        Site site = new Site(
                Preset.SITE, directory, name -> Optional.empty(), modules, new GrubConfigs(), 0, new Site.Shared());
        List<ImageDirectory.Named> images = configured.images(site);
        assertThat(images).hasSize(1);
        return images.get(0).plan().recipe(modules.tree(platform));
    }

    private static void set(Object bean, String name, Object value) throws ReflectiveOperationException {
        Field field = bean.getClass().getDeclaredField(name);
        field.setAccessible(true);
        field.set(bean, value);
    }
}
