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
 * Images with a baked-in grub.cfg: the config lies in the memdisk under a name that no guest uses, so that a {@code
 * search} for a guest's file never ends in the image itself.
 *
 * @param config the grub.cfg
 * @param modules names of the modules, or nothing for all of the tree
 * @param files what lies beside the config in the memdisk
 * @param attributes what the memdisk's tar says of the config and the files
 * @param extras what else the image has
 */
public record BakedConfig(
        GrubConfig config,
        Optional<List<String>> modules,
        List<GrubTar.File> files,
        TarAttributes attributes,
        Extras extras)
        implements ImagePlan {
    /** Where the config lies in the memdisk. */
    public static final String PATH = "bootstrap.cfg";

    /** What reads it: without these an image would not even start its config. */
    private static final List<String> READERS = List.of("memdisk", "tar", "normal");

    private static final String START = "normal (memdisk)/" + PATH + "\n";

    /** A config without anything beside it. */
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
     * @throws BadInput when the config has a zero byte, or looks for a path where its own memdisk would answer
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
