// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import io.github.grubxen.archive.TarAttributes;
import io.github.grubxen.config.FilledConfig;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.plan.BakedConfig;
import io.github.grubxen.plan.Extras;
import io.github.grubxen.plan.ImageRecipe;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.GrubRelease;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What lint finds in a config that is baked into an image with all modules. */
final class Linted {
    private Linted() {}

    /**
     * The findings as lines, in an image for 64-bit PV of the machine's own release; but for the one about a config that starts
     * nothing, as those of tests seldom do.
     */
    static List<String> lines(String config) throws IOException {
        return shown(
                        config,
                        GrubRelease.MACHINE,
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

    static List<Lint.Shown> shown(String config, GrubRelease release, Platform platform, Map<String, String> rules)
            throws IOException {
        Bytes text = ImageRecipe.text("site.cfg", config);
        ModuleTree tree = release.tree(platform);
        Lint lint = new Lint(Rules.with("<lint>", rules));
        lint.add(
                "a.bin",
                FilledConfig.of(text),
                new BakedConfig(text, Optional.empty(), List.of(), TarAttributes.root(0), Extras.NONE),
                tree);
        return lint.shown();
    }
}
