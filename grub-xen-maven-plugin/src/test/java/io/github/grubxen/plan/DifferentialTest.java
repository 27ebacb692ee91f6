// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.archive.GnuTar;
import io.github.grubxen.archive.GrubTar;
import io.github.grubxen.format.Image;
import io.github.grubxen.format.ImageObject;
import io.github.grubxen.format.ObjectType;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.ExternalProgram;
import io.github.grubxen.module.ModuleRequest;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.GrubRelease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random inputs, given to each release's C tools and to us. The seed is printed; {@code -Dgrub-xen.seed=N} repeats a run,
 * {@code -Dgrub-xen.comparisons=N} makes it longer.
 */
class DifferentialTest {
    private static final long SEED = Long.getLong("grub-xen.seed", new Random().nextLong() >>> 32);
    private static final int COMPARISONS = Integer.getInteger("grub-xen.comparisons", 90);

    @TempDir
    Path directory;

    @ParameterizedTest
    @MethodSource("io.github.grubxen.testing.Releases#withPlatforms")
    void imagesAreThoseOfGrubMkimage(GrubRelease release, Platform platform) throws IOException {
        System.out.println("grub-xen.seed=" + SEED + " for " + release + " " + platform);
        ModuleTree tree = release.tree(platform);
        Random random = new Random(SEED);
        for (int i = 0; i < COMPARISONS; i++) {
            Draw draw = new Draw(random, release, tree);
            List<String> arguments = new ArrayList<>(draw.common());
            Optional<Bytes> memdisk = draw.maybe("memdisk", 20_000);
            Optional<Bytes> config = draw.maybe("config", 3_000);
            String prefix =
                    draw.pick(List.of("/boot/grub", "", "(memdisk)/boot/grub", "(xen/xvda,gpt1)/a b", "/\u00fc"));
            draw.file(arguments, "-m", memdisk);
            draw.file(arguments, "-c", config);
            arguments.addAll(List.of("-p", prefix));
            List<String> modules = draw.modules(random.nextInt(12), true);
            arguments.addAll(modules);
            ImageRecipe recipe = new ImageRecipe(
                    platform,
                    tree.resolveRequests(draw.requests(modules)),
                    memdisk,
                    config,
                    ImageRecipe.text("prefix", prefix),
                    draw.extras());
            byte[] theirs = run(release, "grub-mkimage", arguments);
            assertThat(Arrays.mismatch(recipe.image(tree).toByteArray(), theirs))
                    .as("seed %d, comparison %d: first difference from grub-mkimage %s", SEED, i, arguments)
                    .isEqualTo(-1);
        }
    }

    @ParameterizedTest
    @MethodSource("io.github.grubxen.testing.Releases#withPlatforms")
    void standaloneImagesAreThoseOfGrubMkstandalone(GrubRelease release, Platform platform) throws IOException {
        ModuleTree tree = release.tree(platform);
        Random random = new Random(SEED + 1);
        for (int i = 0; i < COMPARISONS / 9; i++) {
            Draw draw = new Draw(random, release, tree);
            List<String> arguments = new ArrayList<>(draw.common());
            List<String> modules = draw.modules(random.nextInt(5), false);
            List<String> install = draw.modules(1 + random.nextInt(8), false);
            boolean all = random.nextInt(5) == 0;
            List<String> fonts = random.nextBoolean() ? List.of("unicode", "euro") : List.of();
            List<String> grafts = draw.grafts(directory.resolve("grafts" + i));
            arguments.addAll(List.of("--modules=" + String.join(" ", modules), "--locales=", "--themes="));
            arguments.add("--fonts=" + String.join(" ", fonts));
            if (!all) {
                arguments.add("--install-modules=" + String.join(" ", install));
            }
            arguments.addAll(grafts);
            Standalone standalone = new Standalone(
                    draw.requests(modules),
                    all ? Optional.empty() : Optional.of(draw.requests(install)),
                    new GrubResources(directory, directory, release.dataDirectory(), false)
                            .files(List.of(), fonts, List.of()),
                    GraftedFiles.read("grub-xen.files", directory, grafts, GraftedFiles.Links.REFUSED),
                    MemdiskFileCompression.NO,
                    GrubTar.TIME,
                    draw.extras());
            byte[] theirs = run(release, "grub-mkstandalone", arguments);
            byte[] ours = standalone.recipe(tree).image(tree).toByteArray();
            String what = "seed " + SEED + ", comparison " + i + ": grub-mkstandalone " + arguments;
            if (tree.info().isAtLeast(2, 12)) {
                assertThat(Arrays.mismatch(ours, theirs)).as(what).isEqualTo(-1);
            } else {
                // releases before 2.12 take the order of the directory and the files' times
                assertThat(sorted(ours)).as(what).isEqualTo(sorted(theirs));
                assertThat(ours.length).as(what).isEqualTo(theirs.length);
            }
        }
    }

    private byte[] run(GrubRelease release, String tool, List<String> arguments) throws IOException {
        Path image = directory.resolve("image");
        Files.deleteIfExists(image);
        ExternalProgram run = release.tool(directory, tool, arguments.toArray(String[]::new));
        assertThat(run.exit()).as(run.errors()).isZero();
        return Files.readAllBytes(image);
    }

    /** An image's objects, the memdisk's files by name and without their times. */
    private static List<Object> sorted(byte[] image) throws IOException {
        List<Object> parts = new ArrayList<>();
        for (ImageObject object : Image.read(Bytes.of("image", image)).objects()) {
            if (object.type() == ObjectType.MEMDISK) {
                TreeMap<String, Bytes> files = new TreeMap<>();
                GnuTar.read(object.content()).forEach(entry -> files.put(entry.name(), entry.content()));
                parts.add(files);
            } else {
                parts.add(object);
            }
        }
        return parts;
    }

    /** Inputs as the generator gives them. */
    private final class Draw {
        private final Random random;
        private final ModuleTree tree;
        private final Path modules;
        private final List<Bytes> keys = new ArrayList<>();
        private final Optional<Bytes> deviceTree;
        private final boolean shimLock;
        private final boolean cli;

        Draw(Random random, GrubRelease release, ModuleTree tree) throws IOException {
            this.random = random;
            this.tree = tree;
            this.modules = release.grubDirectory().resolve(tree.platform().id());
            for (int i = random.nextInt(3); i > 0; i--) {
                keys.add(bytes("key", random.nextInt(700)));
            }
            deviceTree = random.nextInt(4) == 0 ? maybe("dtb", 900) : Optional.empty();
            shimLock = random.nextInt(4) == 0;
            cli = tree.info().isAtLeast(2, 14) && random.nextInt(4) == 0;
        }

        List<String> common() throws IOException {
            List<String> arguments =
                    new ArrayList<>(List.of("-O", tree.platform().id(), "-o", "image", "-d", modules.toString()));
            for (int i = 0; i < keys.size(); i++) {
                file(arguments, "-k", Optional.of(keys.get(i)), "key" + i);
            }
            if (deviceTree.isPresent()) {
                Path file =
                        Files.write(directory.resolve("dtb"), deviceTree.get().toArray());
                arguments.add("--dtb=" + file);
            }
            if (shimLock) {
                arguments.add("--disable-shim-lock");
            }
            if (cli) {
                arguments.add("--disable-cli");
            }
            return arguments;
        }

        Extras extras() {
            return new Extras(keys, deviceTree, shimLock, cli, false);
        }

        Optional<Bytes> maybe(String name, int limit) {
            return random.nextBoolean() ? Optional.of(bytes(name, random.nextInt(limit))) : Optional.empty();
        }

        /** Names, some with .mod behind them, some as paths. */
        List<String> modules(int count, boolean paths) {
            List<String> arguments = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                String name = pick(tree.allModules());
                int form = paths ? random.nextInt(4) : 0;
                arguments.add(form == 2 ? name + ".mod" : form == 3 ? modules + "/" + name + ".mod" : name);
            }
            return arguments;
        }

        List<ModuleRequest> requests(List<String> arguments) throws IOException {
            List<ModuleRequest> requests = new ArrayList<>();
            for (String argument : arguments) {
                requests.add(ModuleRequest.parse(tree, argument, false));
            }
            return requests;
        }

        /** A config, a file with a long name, a directory with directories in it. */
        List<String> grafts(Path root) throws IOException {
            List<String> names = List.of("a", "a.b", "a-b", "B", "\u00e9", "z");
            for (int i = 0; i < 6; i++) {
                Path file = root.resolve("tree").resolve(pick(names) + i).resolve(pick(names));
                Files.createDirectories(file.getParent());
                Files.write(file, bytes("", random.nextInt(2000)).toArray());
            }
            Path config = Files.write(
                    root.resolve("site.cfg"), bytes("", random.nextInt(1000)).toArray());
            String longName = "d/" + "n".repeat(40 + random.nextInt(100)) + "/e";
            return List.of(
                    "boot/grub/grub.cfg=" + config, "//x//" + longName + "=" + config, "own=" + root.resolve("tree"));
        }

        void file(List<String> arguments, String option, Optional<Bytes> content) throws IOException {
            file(arguments, option, content, "input" + option);
        }

        void file(List<String> arguments, String option, Optional<Bytes> content, String name) throws IOException {
            if (content.isPresent()) {
                Path file = Files.write(directory.resolve(name), content.get().toArray());
                arguments.addAll(List.of(option, file.toString()));
            }
        }

        String pick(List<String> choices) {
            return choices.get(random.nextInt(choices.size()));
        }

        private Bytes bytes(String name, int size) {
            byte[] bytes = new byte[size];
            random.nextBytes(bytes);
            for (int i = 0; i < size; i++) {
                bytes[i] = bytes[i] == 0 ? (byte) '#' : bytes[i];
            }
            return Bytes.of(name, bytes);
        }
    }
}
