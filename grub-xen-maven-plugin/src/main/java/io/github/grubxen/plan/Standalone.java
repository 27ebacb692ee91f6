// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.plan;

import io.github.grubxen.archive.GrubTar;
import io.github.grubxen.config.GrubConfig;
import io.github.grubxen.config.MemdiskTrap;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.ByComponents;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.module.ModuleFile;
import io.github.grubxen.module.ModuleRequest;
import io.github.grubxen.module.ModuleTree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Images as grub-mkstandalone makes them: all of GRUB's files in the memdisk, in the order and with the time of GRUB 2.12 for
 * every release.
 *
 * <p>Source: "Image format", section 8.
 *
 * @param modules the modules to embed in addition to the modules that read the memdisk
 * @param installModules the modules to put into the memdisk, to which their dependencies are added; empty for all
 *     modules
 * @param resources locales, fonts and themes: names below {@code boot/grub/} and contents
 * @param files the user's own files, after GRUB's
 * @param compression the compression of each of GRUB's files in the memdisk; the user's own files are never compressed
 * @param time timestamp of every file, in seconds since the epoch
 * @param extras further contents of the image
 */
public record Standalone(
        List<ModuleRequest> modules,
        Optional<List<ModuleRequest>> installModules,
        SortedMap<String, Bytes> resources,
        List<GrubTar.File> files,
        MemdiskFileCompression compression,
        long time,
        Extras extras)
        implements ImagePlan {
    private static final String ROOT = "boot/grub/";
    /** The path at which GRUB looks for its config in such an image. */
    private static final String CONFIG = ROOT + "grub.cfg";

    private static final List<String> LISTS = List.of(
            "moddep.lst",
            "command.lst",
            "fs.lst",
            "partmap.lst",
            "parttool.lst",
            "video.lst",
            "crypto.lst",
            "terminal.lst",
            "modinfo.sh");

    /**
     * An image that starts its own config.
     *
     * @param modules names of the modules in the memdisk, to which their dependencies are added; empty for all modules
     * @throws BadInput if the config contains a zero byte, or searches for a path that exists in its own memdisk
     */
    public static Standalone of(
            GrubConfig config,
            Optional<List<String>> modules,
            SortedMap<String, Bytes> resources,
            List<GrubTar.File> files,
            MemdiskFileCompression compression,
            long time,
            Extras extras)
            throws BadInput {
        List<GrubTar.File> all = new ArrayList<>(List.of(new GrubTar.File(CONFIG, config.text())));
        all.addAll(files);
        MemdiskTrap.check(
                config, List.of(), all.stream().map(GrubTar.File::name).toList());
        Optional<List<ModuleRequest>> installed = modules.map(names -> {
            List<ModuleRequest> withNormal = new ArrayList<>();
            names.forEach(name -> withNormal.add(ModuleRequest.of(name)));
            withNormal.add(ModuleRequest.of("normal")); // without it GRUB would not read its config
            return withNormal;
        });
        List<ModuleRequest> embedded =
                extras.modules().stream().map(ModuleRequest::of).toList();
        return new Standalone(embedded, installed, resources, all, compression, time, extras);
    }

    /** The same image with further modules embedded, which are loaded before its config is read. */
    public Standalone embedding(List<String> names) {
        List<ModuleRequest> all =
                new ArrayList<>(names.stream().map(ModuleRequest::of).toList());
        all.addAll(modules);
        return new Standalone(all, installModules, resources, files, compression, time, extras);
    }

    /**
     * The recipe of the image.
     *
     * @throws BadInput if the tree lacks a list or a module, or if a name occurs twice
     */
    @Override
    public ImageRecipe recipe(ModuleTree tree) throws IOException {
        return recipe(tree, new GrubFilesCache());
    }

    /** The same image, with GRUB's own files from a cache that images with the same files share. */
    public ImagePlan sharing(GrubFilesCache cache) {
        return tree -> recipe(tree, cache);
    }

    private ImageRecipe recipe(ModuleTree tree, GrubFilesCache cache) throws IOException {
        List<ModuleRequest> embedded = new ArrayList<>(modules);
        embedded.add(ModuleRequest.of("memdisk"));
        embedded.add(ModuleRequest.of("tar"));
        compression.decompressorModules().forEach(module -> embedded.add(ModuleRequest.of(module)));
        return new ImageRecipe(
                tree.platform(),
                tree.resolveRequests(embedded),
                Optional.of(memdisk(tree, cache)),
                extras.secondStage()
                        ? Optional.of(ImageRecipe.text("early config", extras.earlyConfig(tree.info())))
                        : Optional.empty(),
                ImageRecipe.MEMDISK_PREFIX,
                extras);
    }

    private Bytes memdisk(ModuleTree tree, GrubFilesCache cache) throws IOException {
        GrubFilesCache.ArchiveStart start = cache.get(
                new GrubFilesCache.Inputs(tree, installModules, resources, compression, time), () -> start(tree));
        MemdiskPaths paths = new MemdiskPaths(start.names());
        for (GrubTar.File file : files) {
            paths.add("'" + file.name() + "', a file of the image", file.name());
        }
        return start.archive().concat(GrubTar.write("memdisk", files, time));
    }

    private List<ModuleFile> installed(ModuleTree tree) throws BadInput {
        return installModules.isPresent()
                ? tree.resolveRequests(installModules.get()).files()
                : tree.resolve(tree.allModules());
    }

    /** GRUB's own files, without the archive's end. */
    private GrubFilesCache.ArchiveStart start(ModuleTree tree) throws IOException {
        SortedMap<String, Bytes> grub = new TreeMap<>(new ByComponents());
        resources.forEach((name, content) -> grub.put(ROOT + name, content));
        String directory = ROOT + tree.platform() + "/";
        for (ModuleFile module : installed(tree)) {
            grub.put(directory + module.name() + ".mod", module.content());
        }
        for (String list : LISTS) {
            Bytes content = tree.lists().get(list);
            if (content == null) {
                throw new BadInput(tree.name(), list + " is missing", "Give an unchanged module tree of GRUB's build.");
            }
            grub.put(directory + list, content);
        }
        for (var entry : grub.entrySet()) {
            entry.setValue(compression.apply(entry.getValue()));
        }
        Bytes archive = GrubTar.write("memdisk", GrubTar.File.of(grub), time);
        return new GrubFilesCache.ArchiveStart(
                archive.slice(0, archive.length() - GrubTar.END), Set.copyOf(grub.keySet()));
    }
}
