// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.archive.GrubTar;
import io.github.grubxen.archive.TarAttributes;
import io.github.grubxen.config.FilledConfig;
import io.github.grubxen.config.GrubConfig;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.plan.BakedConfig;
import io.github.grubxen.plan.Extras;
import io.github.grubxen.plan.ImagePlan;
import io.github.grubxen.plan.ImageRecipe;
import io.github.grubxen.plan.MemdiskFileCompression;
import io.github.grubxen.plan.Standalone;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.GrubRelease;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What lint finds in a config; where nothing else is said, in an image for 64-bit PV of GRUB 2.06 with all modules. */
final class Linted {
    /** As the goal lint calls them. */
    static final ImageOptions OPTIONS = new ImageOptions("<addModules>", "<decompressors>", "<files>");

    private Linted() {}

    /** The findings as lines, but for those about a config that starts nothing, as those of tests seldom do. */
    static List<String> lines(String config) throws IOException {
        return shown(
                        config,
                        GrubRelease.BOOKWORM,
                        Platform.X86_64_XEN,
                        Map.of("no-start", "off", "not-in-memdisk", "off", "no-network", "off"))
                .stream()
                .map(Lint.Shown::text)
                .toList();
    }

    static List<String> lines(String config, GrubRelease release, Platform platform) throws IOException {
        return shown(config, release, platform, Map.of()).stream()
                .map(Lint.Shown::text)
                .toList();
    }

    /** Demands that some rules, or all but those about a config that starts nothing, find one thing alone. */
    static void finds(String config, String message, String... rules) throws IOException {
        assertThat(by(config, rules)).as(config).singleElement().asString().contains(message.strip());
    }

    /** Demands that some rules, or all but those about a config that starts nothing, find nothing. */
    static void leavesAlone(String config, String... rules) throws IOException {
        assertThat(by(config, rules)).as(config).isEmpty();
    }

    /** What some rules find, or all but those about a config that starts nothing. */
    private static List<String> by(String config, String... rules) throws IOException {
        return rules.length == 0
                ? lines(config + "\n")
                : lines(config + "\n", GrubRelease.BOOKWORM, Platform.X86_64_XEN).stream()
                        .filter(line -> Arrays.stream(rules).anyMatch(rule -> line.contains(" [" + rule + "]. ")))
                        .toList();
    }

    static List<Lint.Shown> shown(String config, GrubRelease release, Platform platform, Map<String, String> rules)
            throws IOException {
        Bytes text = text(config);
        Lint lint = new Lint(Rules.with("<lint>", rules), Linted.OPTIONS);
        lint.add("a.bin", GrubConfig.of(text), plan(text, Optional.empty(), List.of()), release.tree(platform));
        return lint.shown();
    }

    static List<Lint.Shown> baked(String config) throws IOException {
        return baked(config, Platform.X86_64_XEN, Optional.empty(), List.of());
    }

    static List<Lint.Shown> baked(
            String config, Platform platform, Optional<List<String>> modules, List<GrubTar.File> files)
            throws IOException {
        return baked(config, platform, modules, files, startsNothing());
    }

    static List<Lint.Shown> baked(
            String config, Platform platform, Optional<List<String>> modules, List<GrubTar.File> files, Rules rules)
            throws IOException {
        Lint lint = new Lint(rules, Linted.OPTIONS);
        lint.add(
                "a.bin",
                GrubConfig.of(text(config)),
                plan(text(config), modules, files),
                GrubRelease.BOOKWORM.tree(platform));
        return lint.shown();
    }

    static List<Lint.Shown> filled(FilledConfig config) throws IOException {
        Lint lint = new Lint(startsNothing(), Linted.OPTIONS);
        ModuleTree tree = GrubRelease.BOOKWORM.tree(Platform.X86_64_XEN);
        lint.add("a.bin", GrubConfig.of(config), plan(config.text(), Optional.empty(), List.of()), tree);
        return lint.shown();
    }

    /** In a standalone image, with all modules in its memdisk. */
    static List<Lint.Shown> standalone(String config) throws IOException {
        Lint lint = new Lint(startsNothing(), Linted.OPTIONS);
        ModuleTree tree = GrubRelease.BOOKWORM.tree(Platform.X86_64_XEN);
        lint.add("a.bin", GrubConfig.of(text(config)), standalone(text(config), Optional.empty()), tree);
        return lint.shown();
    }

    static ImagePlan standalone(Bytes config, Optional<List<String>> modules) {
        return tree -> Standalone.of(
                        GrubConfig.of(config),
                        modules,
                        new TreeMap<>(),
                        List.of(),
                        MemdiskFileCompression.NO,
                        0,
                        Extras.NONE)
                .recipe(tree);
    }

    static ImagePlan plan(Bytes config, Optional<List<String>> modules, List<GrubTar.File> files) {
        return new BakedConfig(GrubConfig.of(config), modules, files, TarAttributes.root(0), Extras.NONE);
    }

    static Bytes text(String config) {
        return ImageRecipe.text("site.cfg", config);
    }

    /** The rules but for two: hardly any config of these tests starts something. */
    static Rules startsNothing() throws BadInput {
        return Rules.with("<lint>", Map.of("no-start", "off", "not-in-memdisk", "off"));
    }
}
