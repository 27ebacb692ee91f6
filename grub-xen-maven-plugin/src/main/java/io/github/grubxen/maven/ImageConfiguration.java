// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.archive.GrubTar;
import io.github.grubxen.config.FilledConfig;
import io.github.grubxen.config.GrubConfig;
import io.github.grubxen.config.NeededModules;
import io.github.grubxen.config.Template;
import io.github.grubxen.format.SigningKey;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Diagnostic;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.plan.BakedConfig;
import io.github.grubxen.plan.Extras;
import io.github.grubxen.plan.ImageDirectory;
import io.github.grubxen.plan.ImagePlan;
import io.github.grubxen.plan.ImageRecipe;
import io.github.grubxen.plan.Standalone;
import io.github.grubxen.platform.Platform;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * {@code <image>}: an image for each of its platforms.
 *
 * <pre>{@code
 * <image>
 *   <name>web-@platform@.bin</name>
 *   <platforms>
 *     <platform>i386-xen_pvh</platform>
 *   </platforms>
 *   <config>src/main/grub/web.cfg</config>
 *   <matrix>
 *     <console>hvc0,ttyS0</console>
 *   </matrix>
 * </image>
 * }</pre>
 *
 * @since 0.9.0
 */
public class ImageConfiguration {
    private static final long MAX_FILE_BYTES = 1 << 20;

    /**
     * Maximum number of bytes of a config that are read. The limit for a config applies after its placeholders are
     * filled.
     */
    private static final long CONFIG_LIMIT = 16 * MAX_FILE_BYTES;

    /**
     * File name, with placeholders: {@code @platform@}, {@code @flavour@} (the config's name), {@code @pvboot@} (the name by
     * which a first stage looks for a second stage), and the names of the matrix. Default: {@code @flavour@-@platform@.bin};
     * with the presets debian-split and all-guests {@code grub-@platform@.bin}; for a second stage {@code @pvboot@}.
     */
    private @Nullable String name;

    /** The platforms. Default: all platforms that have modules. */
    private List<String> platforms = new ArrayList<>();

    /**
     * The layout: {@code image} (default), with the modules in the image and the config in its memdisk; or {@code standalone},
     * as grub-mkstandalone.
     */
    private String layout = "image";

    /** The grub.cfg to bake in. With the presets debian-split and all-guests, and for a second stage, the default is the plugin's own. */
    private @Nullable File config;

    /**
     * {@code needed} (default): the modules behind the config's commands, and every module that reads disks; all modules if the
     * config runs another config. {@code all}: all modules. Or names, separated by commas or blanks. Dependencies are added in
     * each case.
     */
    private String modules = "needed";

    /** Further modules. */
    private List<String> addModules = new ArrayList<>();

    /** The file systems that {@code needed} includes: names of modules, or {@code all}. */
    private List<String> fileSystems = List.of("all");

    /** The partition maps that {@code needed} includes: names of modules, or {@code all}. */
    private List<String> partitionMaps = List.of("all");

    /** The decompressors that {@code needed} includes: names of modules, or {@code all}. */
    private List<String> decompressors = List.of("all");

    /** Files and directories of your own for the memdisk. */
    private List<FileConfiguration> files = new ArrayList<>();

    /** Files with OpenPGP keys: RSA or DSA, binary or armored. GRUB then reads only files that are signed with one of them. */
    private List<File> publicKeys = new ArrayList<>();

    /** Whether the guest offers no GRUB command line and does not allow editing of menu entries; GRUB 2.14 and later. */
    private boolean disableCli;

    /**
     * A template instead of a config: {@code guest-config}, {@code fixed-kernel}, {@code installer} or {@code extra-kernel}.
     */
    private @Nullable String template;

    /**
     * Whether the image is a second stage: a guest's own GRUB, which the host's image starts. A PVH image then gets a
     * second-stage header.
     */
    private boolean secondStage;

    /**
     * Names with several values each. Every combination becomes an image, with {@code @name@} filled in the config and in the
     * file name.
     */
    private @Nullable PlexusConfiguration matrix;

    /** The fields of the memdisk's tar header; layout image only. */
    private MemdiskConfiguration memdisk = new MemdiskConfiguration();

    /** GRUB's own files in the memdisk; layout standalone only. */
    private StandaloneConfiguration standalone = new StandaloneConfiguration();

    /** The image of a flavour. All other elements have their defaults. */
    static ImageConfiguration of(Path config) {
        ImageConfiguration image = new ImageConfiguration();
        image.config = config.toFile();
        return image;
    }

    /** The images of this element: one for each platform and each combination of its matrix. */
    List<ImageDirectory.Named> images(Site site) throws IOException {
        Optional<Template> from = template(site.preset());
        Bytes text = config != null ? read(config.toPath()) : from.orElseThrow().text();
        List<GrubTar.File> further = FileConfiguration.read("<image>/<files>/<file>", files);
        List<Bytes> keys = new ArrayList<>();
        for (File key : publicKeys) {
            keys.add(SigningKey.read(key.toPath()));
        }
        Extras extras = new Extras(keys, Optional.empty(), false, disableCli, secondStage);
        List<ImageDirectory.Named> images = new ArrayList<>();
        for (Map<String, Matrix.Value> combination : Matrix.combinations(matrix)) {
            for (Platform platform : platforms(site.modules().platforms())) {
                Variant variant = new Variant(
                        platform,
                        flavour(),
                        combination,
                        name -> site.pom().of(name).or(() -> from.flatMap(own -> own.value(name))));
                String file = variant.fileName(name == null ? usualName(site.preset(), variant) : name);
                GrubConfig filled = site.configs().of(variant.config(text));
                ImagePlan plan = plan(filled, further, extras, site);
                images.add(new ImageDirectory.Named(file, platform, filled, tree -> {
                    if (from.isPresent()) {
                        from.get().check(tree.info());
                    }
                    return recipe(filled.filled(), plan, tree);
                }));
            }
        }
        return images;
    }

    private static Bytes read(Path config) throws IOException {
        if (Files.isRegularFile(config) && Files.size(config) > CONFIG_LIMIT) {
            throw new BadInput(
                    config,
                    "longer than " + FilledConfig.LONGEST + " bytes, the limit for a config",
                    "Check that this is the right grub.cfg.");
        }
        return Bytes.read(config, CONFIG_LIMIT);
    }

    /** The recipe. A problem of the config is reported at its place in the config's file. */
    private static ImageRecipe recipe(FilledConfig config, ImagePlan plan, ModuleTree tree) throws IOException {
        for (Diagnostic refusal : config.refusals()) {
            throw new BadInput(refusal);
        }
        try {
            return plan.recipe(tree);
        } catch (BadInput e) {
            throw config.inFile(e);
        }
    }

    private List<Platform> platforms(List<Platform> available) throws BadInput {
        List<Platform> wanted = new ArrayList<>();
        for (String platform : platforms) {
            wanted.add(Platform.of("<image>/<platforms>", platform.strip()));
        }
        return wanted.isEmpty() ? available : wanted;
    }

    /** The config's name. */
    private String flavour() {
        if (config == null) {
            return template == null ? "grub" : template.strip();
        }
        return config.getName().replaceFirst("\\.cfg$", "");
    }

    private String usualName(Preset preset, Variant variant) {
        if (secondStage) {
            return "@pvboot@";
        }
        return (preset.names().isPresent() ? "grub" : "@flavour@") + variant.matrixPattern() + "-@platform@.bin";
    }

    /** The template, if the image has no config. */
    private Optional<Template> template(Preset preset) throws BadInput {
        if (config != null && template != null) {
            throw new BadInput("<image>", "both a <config> and a <template>", "Leave one of them out.");
        }
        if (config != null) {
            return Optional.empty();
        }
        if (template != null) {
            return Optional.of(Template.of("<image>/<template>", template.strip()));
        }
        if (preset.names().isEmpty() && !secondStage) {
            throw new BadInput(
                    "<image>/<config>",
                    "no grub.cfg for an image",
                    "Name the file to bake in, or a <template>, or set <preset>debian-split</preset>.");
        }
        return Optional.of(secondStage ? Template.SECOND_STAGE : Template.GUEST_CONFIG);
    }

    private Optional<List<String>> modules(GrubConfig text, ModuleTree tree) throws BadInput {
        return switch (modules.strip()) {
            case "all" -> Optional.empty();
            case "needed" ->
                Optional.of(
                        new NeededModules(named(fileSystems), named(partitionMaps), named(decompressors), addModules)
                                .of(text, tree));
            default -> {
                List<String> names =
                        new ArrayList<>(Arrays.asList(modules.strip().split("[\\s,]+")));
                names.addAll(addModules);
                yield Optional.of(names);
            }
        };
    }

    private static Optional<List<String>> named(List<String> modules) {
        return modules.equals(List.of("all")) ? Optional.empty() : Optional.of(modules);
    }

    private ImagePlan plan(GrubConfig text, List<GrubTar.File> further, Extras extras, Site site) throws BadInput {
        return switch (Layout.of("<image>/<layout>", layout)) {
            case IMAGE ->
                tree -> new BakedConfig(text, modules(text, tree), further, memdisk.attributes(site.time()), extras)
                        .recipe(tree);
            case STANDALONE ->
                tree -> Standalone.of(
                                text,
                                modules(text, tree),
                                standalone.resources(
                                        site.modules()
                                                .path()
                                                .resolve(tree.platform().id()),
                                        tree,
                                        site.shared().resources()),
                                further,
                                standalone.compression(),
                                site.time(),
                                extras)
                        .embedding(standalone.preload())
                        .sharing(site.shared().grubFiles())
                        .recipe(tree);
        };
    }
}
