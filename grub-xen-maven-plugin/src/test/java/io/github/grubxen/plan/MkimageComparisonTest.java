// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.ExternalProgram;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.GrubRelease;
import io.github.grubxen.testing.Releases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Our images beside those of each release's own grub-mkimage. */
class MkimageComparisonTest {
    @TempDir
    Path directory;

    static Stream<Arguments> inputs() {
        return Releases.withPlatforms()
                .flatMap(pair -> Stream.of(
                                Arguments.of("no module", List.of(), "/boot/grub", -1, -1),
                                Arguments.of("normal", List.of("normal"), "/boot/grub", -1, -1),
                                Arguments.of("normal, with a config", List.of("normal"), "(hd0)/grub", -1, 61),
                                Arguments.of("modules in another order", List.of("xfs", "ext2", "ls"), "", 0, 4),
                                Arguments.of("a memdisk of odd size", List.of("memdisk", "tar"), "(memdisk)", 1025, 0),
                                Arguments.of("all modules", List.of("*"), "/x", 10240, 26),
                                Arguments.of("all modules, nothing else", List.of("*"), "/boot/grub", -1, -1))
                        .map(input -> Arguments.of(Stream.concat(Stream.of(pair.get()), Stream.of(input.get()))
                                .toArray())));
    }

    /** A size of -1 stands for no memdisk, no config. */
    @ParameterizedTest(name = "{0} {1}: {2}")
    @MethodSource("inputs")
    void areEqual(
            GrubRelease release,
            Platform platform,
            String name,
            List<String> modules,
            String prefix,
            int memdiskSize,
            int configSize)
            throws IOException {
        ModuleTree tree = release.tree(platform);
        List<String> names = modules.contains("*") ? tree.allModules() : modules;
        Optional<Bytes> memdisk = content("memdisk", memdiskSize);
        Optional<Bytes> config = content("config", configSize);
        ImageRecipe recipe = ImageRecipe.of(tree, names, memdisk, config, ImageRecipe.text("prefix", prefix));

        List<String> arguments = new ArrayList<>(List.of(
                "-O",
                platform.id(),
                "-o",
                "image",
                "-d",
                release.grubDirectory().resolve(platform.id()).toString()));
        addFile(arguments, "-m", memdisk);
        addFile(arguments, "-c", config);
        arguments.addAll(List.of("-p", prefix));
        arguments.addAll(names);
        ExternalProgram run = release.tool(directory, "grub-mkimage", arguments.toArray(String[]::new));
        assertThat(run.exit()).as(run.errors()).isZero();

        assertThat(recipe.image(tree).toByteArray()).as(name).isEqualTo(Files.readAllBytes(directory.resolve("image")));
    }

    private static Optional<Bytes> content(String name, int size) {
        return size < 0 ? Optional.empty() : Optional.of(ImageRecipe.text(name, "#".repeat(size)));
    }

    private void addFile(List<String> arguments, String option, Optional<Bytes> content) throws IOException {
        if (content.isPresent()) {
            Path file = directory.resolve("input" + option);
            Files.write(file, content.get().toArray());
            arguments.addAll(List.of(option, file.toString()));
        }
    }
}
