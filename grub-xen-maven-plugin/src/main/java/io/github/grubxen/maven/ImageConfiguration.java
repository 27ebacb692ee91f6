package io.github.grubxen.maven;

import io.github.grubxen.archive.GrubTar;
import io.github.grubxen.image.BakedConfig;
import io.github.grubxen.image.Extras;
import io.github.grubxen.image.ImagePlan;
import io.github.grubxen.image.ImageSet;
import io.github.grubxen.image.Standalone;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.source.ModulesFolder;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code <image>}: an image for each of its platforms. */
public class ImageConfiguration {
    private static final long LIMIT = 1 << 20;

    /**
     * File name; {@code @platform@} stands for the platform, {@code @pvboot@} for the name under which a first stage looks for a
     * second one. {@code grub-@platform@.bin} by default, {@code @pvboot@} for a second stage.
     */
    private @Nullable String name;

    /** The platforms; all that the build has modules for by default. */
    private List<String> platforms = new ArrayList<>();

    /** {@code image}: modules in the image, the config in its memdisk; or {@code standalone}, as grub-mkstandalone. */
    private String layout = "image";

    /** The grub.cfg to bake in; with the preset debian-split and for a second stage the plugin's own by default. */
    private @Nullable File config;

    /** {@code all}, or names of modules separated by commas or blanks; what they need comes with them. */
    private String modules = "all";

    /** Files and folders of one's own for the memdisk. */
    private List<FileConfiguration> files = new ArrayList<>();

    /** Keys that all files must be signed with that GRUB reads. */
    private List<File> publicKeys = new ArrayList<>();

    /** Whether it is a guest's own GRUB, which a host's image starts: a PVH image gets the header for that. */
    private boolean secondStage;

    /** What the memdisk's tar header says; layout image only. */
    private MemdiskConfiguration memdisk = new MemdiskConfiguration();

    /** GRUB's own files in the memdisk; layout standalone only. */
    private StandaloneConfiguration standalone = new StandaloneConfiguration();

    /** All images of a build; with the preset debian-split and none configured, the preset's own. */
    static List<ImageSet.Named> all(List<ImageConfiguration> images, Preset preset, ModulesFolder modules, long time)
            throws IOException {
        boolean split = preset == Preset.DEBIAN_SPLIT;
        if (images.isEmpty() && !split) {
            throw new BadInput(
                    "<images>",
                    "no images are configured",
                    "Add an <image> with a <config>, or set <preset>debian-split</preset>.");
        }
        List<ImageSet.Named> all = new ArrayList<>();
        for (ImageConfiguration image : images.isEmpty() ? List.of(new ImageConfiguration()) : images) {
            ImagePlan plan = image.plan(split, modules, time);
            for (Platform platform : image.platforms(modules.platforms())) {
                all.add(new ImageSet.Named(image.fileName(platform), platform, plan));
            }
        }
        return all;
    }

    List<Platform> platforms(List<Platform> available) throws BadInput {
        List<Platform> wanted = new ArrayList<>();
        for (String platform : platforms) {
            wanted.add(Platform.of("<image>/<platforms>", platform.strip()));
        }
        return wanted.isEmpty() ? available : wanted;
    }

    String fileName(Platform platform) throws BadInput {
        String file = name().replace("@platform@", platform.id()).replace("@pvboot@", platform.secondStage());
        if (!file.matches("[A-Za-z0-9_][A-Za-z0-9_.+~-]*")) {
            throw new BadInput(
                    "<image>/<name>",
                    "'" + file + "' is no file name",
                    "Use letters, digits and . _ + ~ -, and @platform@ for the platform.");
        }
        return file;
    }

    private String name() {
        return name != null ? name : secondStage ? "@pvboot@" : "grub-@platform@.bin";
    }

    ImagePlan plan(boolean preset, ModulesFolder folder, long timestamp) throws IOException {
        Optional<List<String>> names = modules.strip().equals("all")
                ? Optional.empty()
                : Optional.of(Arrays.asList(modules.strip().split("[\\s,]+")));
        if (config == null && !preset && !secondStage) {
            throw new BadInput(
                    "<image>/<config>",
                    "no grub.cfg for the image '" + name() + "'",
                    "Name the file to bake in, or set <preset>debian-split</preset> to use the plugin's own.");
        }
        if (config == null && (names.isPresent() || !layout.equals("image"))) {
            throw new BadInput(
                    names.isPresent() ? "<image>/<modules>" : "<image>/<layout>",
                    "the plugin's own grub.cfg is made for an image with all modules in it",
                    "Leave the element out, or bake in a <config> of your own.");
        }
        Bytes text = config != null
                ? Bytes.read(config.toPath(), LIMIT)
                : secondStage ? BakedConfig.secondStageConfig() : BakedConfig.guestConfig();
        List<GrubTar.File> further = FileConfiguration.read("<image>/<files>/<file>", files);
        List<Bytes> keys = new ArrayList<>();
        for (File key : publicKeys) {
            keys.add(Bytes.read(key.toPath(), LIMIT));
        }
        Extras extras = new Extras(keys, Optional.empty(), false, false, secondStage);
        return switch (layout) {
            case "image" -> new BakedConfig(text, names, further, memdisk.attributes(timestamp), extras);
            case "standalone" ->
                tree -> Standalone.of(
                                text,
                                names,
                                standalone.resources(
                                        folder.path().resolve(tree.platform().id()), tree),
                                further,
                                standalone.xz(),
                                timestamp,
                                extras)
                        .recipe(tree);
            default ->
                throw new BadInput("<image>/<layout>", "'" + layout + "' is no layout", "Use image or standalone.");
        };
    }
}
