// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab;

import io.github.grubxen.archive.TarAttributes;
import io.github.grubxen.build.BuildRecipe;
import io.github.grubxen.build.BuiltSource;
import io.github.grubxen.build.DebianSource;
import io.github.grubxen.build.Patch;
import io.github.grubxen.config.Template;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.plan.BakedConfig;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.source.AptRepository;
import io.github.grubxen.source.AptSourcePackages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Debian's GRUB 2.14 with the patches of the set, and images of it. */
final class PatchedGrub {
    private static final Path PATCHES = Path.of("src/patches");

    /** Version of Debian's source package. Archives keep the source of some versions only. */
    private static final String VERSION = System.getProperty("grub-xen.newestSource", "2.14-3");

    private PatchedGrub() {}

    /**
     * The modules for 64-bit PV and for PVH. A second call takes them from the cache.
     *
     * @param directory takes a copy
     */
    static Map<Platform, ModuleTree> trees(Path directory) throws IOException {
        Set<Platform> platforms = Set.of(Platform.X86_64_XEN, Platform.I386_XEN_PVH);
        Path dsc = new AptSourcePackages(LabCases.CACHE, "sid", false)
                .download("grub2", Optional.of(VERSION), LabCases.LOG);
        List<Patch> patches = List.of(
                Patch.of(PATCHES.resolve("zstdio-state-size.patch")),
                Patch.of(PATCHES.resolve("blsuki-on-xen.patch")),
                Patch.of(PATCHES.resolve("btrfs-default-subvolume.patch")));
        BuildRecipe recipe = new BuildRecipe(
                DebianSource.fetched(dsc, Optional.empty(), LabCases.LOG), patches, List.of(), Map.of());
        Optional<AptRepository> root = Optional.of(new AptRepository(LabCases.CACHE, Optional.of("sid"), false));
        Path trees = Files.createDirectory(directory.resolve("trees"));
        new BuiltSource(recipe, "test", root, LabCases.CACHE, directory.resolve("logs"))
                .fetched(LabCases.LOG)
                .copyTo(trees, platforms);
        Map<Platform, ModuleTree> read = new EnumMap<>(Platform.class);
        for (Platform platform : platforms) {
            read.put(platform, ModuleTree.read(platform, trees.resolve(platform.id()), "patched " + platform));
        }
        return read;
    }

    /** The image of the preset with these modules. */
    static BootCase.Kernel image(ModuleTree tree) throws IOException {
        BakedConfig baked = new BakedConfig(Template.GUEST_CONFIG.filled(), Optional.empty(), TarAttributes.root(0));
        byte[] image = baked.recipe(tree).image(tree).toByteArray();
        return new BootCase.Kernel("patched-" + tree.platform(), tree.platform(), Bytes.of("patched", image));
    }
}
