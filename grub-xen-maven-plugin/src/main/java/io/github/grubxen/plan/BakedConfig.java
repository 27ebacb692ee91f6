// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.plan;

import io.github.grubxen.archive.GnuTar;
import io.github.grubxen.archive.GrubTar;
import io.github.grubxen.archive.TarAttributes;
import io.github.grubxen.config.GrubConfig;
import io.github.grubxen.config.MemdiskTrap;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.module.ModuleRequest;
import io.github.grubxen.module.ModuleTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Images with a baked-in grub.cfg. The config is in the memdisk under a name that no guest uses, so that a {@code search} for a
 * guest's file never finds the image itself.
 *
 * @param config the grub.cfg
 * @param modules names of the modules; empty for all modules of the tree
 * @param files further files in the memdisk
 * @param attributes the fields of the memdisk's tar header for the config and the files
 * @param extras further contents of the image
 */
public record BakedConfig(
        GrubConfig config,
        Optional<List<String>> modules,
        List<GrubTar.File> files,
        TarAttributes attributes,
        Extras extras)
        implements ImagePlan {
    /** The path of the config in the memdisk. */
    public static final String PATH = "bootstrap.cfg";

    /** The modules that read the memdisk. Without them, an image could not start its config. */
    private static final List<String> READERS = List.of("memdisk", "tar", "normal");

    private static final String START = "normal (memdisk)/" + PATH + "\n";

    /** A config without further contents. */
    public BakedConfig(Bytes config, Optional<List<String>> modules, TarAttributes attributes) {
        this(GrubConfig.of(config), modules, List.of(), attributes, Extras.NONE);
    }

    /** Copies the list. */
    public BakedConfig {
        files = List.copyOf(files);
    }

    /**
     * The recipe for the platform of a tree.
     *
     * @throws BadInput if the config has a zero byte, or looks for a path that exists in its own memdisk
     */
    @Override
    public ImageRecipe recipe(ModuleTree tree) throws BadInput {
        List<GnuTar.Entry> entries = new ArrayList<>(List.of(new GnuTar.Entry(PATH, attributes, config.text())));
        MemdiskPaths paths = new MemdiskPaths(List.of(PATH));
        for (GrubTar.File file : files) {
            paths.add("'" + file.name() + "', a file of the image", file.name());
            entries.add(new GnuTar.Entry(file.name(), attributes, file.content()));
        }
        MemdiskTrap.check(
                config, List.of(PATH), files.stream().map(GrubTar.File::name).toList());
        List<String> names = new ArrayList<>(modules.orElseGet(tree::allModules));
        Stream.concat(READERS.stream(), extras.modules().stream())
                .filter(name -> !names.contains(name))
                .forEach(names::add);
        return new ImageRecipe(
                tree.platform(),
                tree.resolveRequests(names.stream().map(ModuleRequest::of).toList()),
                Optional.of(GnuTar.write("memdisk", entries)),
                Optional.of(ImageRecipe.text("early config", extras.earlyConfig(tree.info()) + START)),
                ImageRecipe.MEMDISK_PREFIX,
                extras);
    }
}
