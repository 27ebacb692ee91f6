// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.io.ExternalProgram;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.GrubRelease;
import io.github.grubxen.testing.SmallKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Command lines, drawn at random, for the goal mkimage and for the C tools: the goal's own reading of its properties counts
 * here. Relative paths begin in the same directory for both.
 */
class MkimageAsTheToolsTest {
    private static final long SEED = Long.getLong("grub-xen.seed", new Random().nextLong() >>> 32);
    private static final int IMAGES = 8;

    @TempDir
    Path directory;

    private Random random = new Random(SEED);

    @BeforeEach
    void makeInputs() throws IOException {
        for (String name : List.of("early.cfg", "disk", "tree.dtb")) {
            Files.writeString(directory.resolve(name), name + "#".repeat(random.nextInt(900)));
        }
        Files.write(directory.resolve("one.key"), SmallKey.rsa(1));
        Files.write(directory.resolve("two.key"), SmallKey.join(SmallKey.rsa(2), SmallKey.rsa(3)));
        Path theme = Files.createDirectories(directory.resolve("data/themes/site"));
        Files.writeString(theme.resolve("theme.txt"), "title-text: \"\"\n");
        Files.writeString(Files.createDirectories(theme.resolve("icons")).resolve("os.png"), "picture");
        for (String locale : List.of("de", "zh_TW")) {
            Path messages = Files.createDirectories(directory.resolve("locale/" + locale + "/LC_MESSAGES"));
            Files.writeString(messages.resolve("grub.mo"), "messages in " + locale);
        }
        Path own = Files.createDirectories(directory.resolve("own/deep"));
        for (String name : List.of("a", "\uffee", "\ud83d\ude00", "z\u00e9")) {
            Files.writeString(own.resolve(name), name);
        }
    }

    @ParameterizedTest
    @MethodSource("io.github.grubxen.testing.Releases#withPlatforms")
    void makesTheImageThatGrubMkimageMakes(GrubRelease release, Platform platform) throws Exception {
        List<String> modules = release.tree(platform).allModules();
        for (int i = 0; i < IMAGES; i++) {
            Goal goal = goal(release, platform);
            List<String> arguments = arguments(release, platform);
            List<String> drawn = new ArrayList<>();
            for (int n = 1 + random.nextInt(4); n > 0; n--) {
                drawn.add(form(release, platform, modules.get(random.nextInt(modules.size()))));
            }
            goal.set("modules", String.join(random.nextBoolean() ? "," : " , ", drawn));
            goal.set("prefix", "/boot/grub").set("pubkeys", "two.key, one.key");
            arguments.addAll(List.of("-p", "/boot/grub", "-k", "two.key", "-k", "one.key"));
            if (random.nextBoolean()) {
                goal.set("memdisk", "disk").set("config", "early.cfg").set("prefix", null);
                arguments.addAll(List.of("-m", "disk", "-c", "early.cfg"));
            }
            if (random.nextBoolean()) {
                goal.set("dtb", "tree.dtb").set("disableShimLock", true);
                arguments.addAll(List.of("-D", "tree.dtb", "--disable-shim-lock"));
            }
            arguments.addAll(drawn);
            compare(goal, release, "grub-mkimage", arguments);
        }
    }

    /** Releases before 2.12 take order and times of the file system: for these {@code DifferentialTest} compares the files. */
    @ParameterizedTest
    @EnumSource(
            value = GrubRelease.class,
            names = {"TRIXIE", "SID"})
    void makesTheImageThatGrubMkstandaloneMakes(GrubRelease release) throws Exception {
        Platform platform = Platform.I386_XEN_PVH;
        List<String> installs = List.of("ls.mod", "./own.d/ls.mod", "none", "linux, ext2", "all");
        Files.createDirectories(directory.resolve("own.d"));
        Files.copy(release.grubDirectory().resolve(platform + "/ls.mod"), directory.resolve("own.d/ls.mod"));
        for (String install : installs) {
            Goal goal = goal(release, platform)
                    .set("layout", "standalone")
                    .set("installModules", install.equals("all") ? null : install)
                    .set("modules", "ext2")
                    .set("locales", "zh_TW,de")
                    .set("localeDirectory", "locale")
                    .set("themes", "site")
                    .set("dataDirectory", "data")
                    .set("files", "boot/grub/grub.cfg=early.cfg, //x//own=own");
            List<String> arguments = arguments(release, platform);
            if (!install.equals("all")) {
                arguments.add("--install-modules="
                        + (install.equals("none")
                                ? ""
                                : install.replace(",", "").replace("./own.d", directory + "/own.d")));
            }
            arguments.addAll(List.of(
                    "--modules=ext2",
                    "--locales=zh_TW de",
                    "--locale-directory=" + directory.resolve("locale"),
                    "--themes=site",
                    "--themes-directory=" + directory.resolve("data/themes"),
                    "--fonts=",
                    "boot/grub/grub.cfg=early.cfg",
                    "//x//own=own"));
            compare(goal, release, "grub-mkstandalone", arguments);
        }
    }

    @Test
    void beginsEveryRelativePathInOneDirectory() throws Exception {
        GrubRelease release = GrubRelease.BOOKWORM;
        Files.createSymbolicLink(
                directory.resolve("modules"), release.grubDirectory().toAbsolutePath());
        Goal goal = new Goal(directory)
                .set("platform", "x86_64-xen")
                .set("directory", "modules/x86_64-xen")
                .set("modules", "modules/x86_64-xen/ext2.mod")
                .set("installModules", "./modules/x86_64-xen/ls")
                .set("pubkeys", "one.key")
                .set("layout", "standalone")
                .set("files", "own")
                .set("output", "out/ours");
        goal.run("mkimage", new MkimageMojo());
        assertThat(directory.resolve("out/ours")).isNotEmptyFile();
    }

    private Goal goal(GrubRelease release, Platform platform) throws IOException {
        return new Goal(directory)
                .set("platform", platform)
                .set("directory", release.grubDirectory().resolve(platform.id()).toAbsolutePath())
                .set("output", "ours");
    }

    private static List<String> arguments(GrubRelease release, Platform platform) throws IOException {
        Path modules = release.grubDirectory().resolve(platform.id()).toAbsolutePath();
        return new ArrayList<>(List.of("-O", platform.id(), "-d", modules.toString(), "-o", "theirs"));
    }

    private String form(GrubRelease release, Platform platform, String module) throws IOException {
        return switch (random.nextInt(3)) {
            case 0 -> module;
            case 1 -> module + ".mod";
            default ->
                release.grubDirectory()
                        .resolve(platform + "/" + module + ".mod")
                        .toAbsolutePath()
                        .toString();
        };
    }

    private void compare(Goal goal, GrubRelease release, String tool, List<String> arguments) throws Exception {
        goal.run("mkimage", new MkimageMojo());
        ExternalProgram run = release.tool(directory, tool, arguments.toArray(String[]::new));
        assertThat(run.exit()).as(run.errors()).isZero();
        byte[] ours = Files.readAllBytes(directory.resolve("ours"));
        assertThat(Arrays.mismatch(ours, Files.readAllBytes(directory.resolve("theirs"))))
                .as("grub-xen.seed=%d: first difference from %s %s", SEED, tool, arguments)
                .isEqualTo(-1);
    }
}
