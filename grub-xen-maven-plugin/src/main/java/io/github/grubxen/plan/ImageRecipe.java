// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.plan;

import io.github.grubxen.format.Image;
import io.github.grubxen.format.ImageObject;
import io.github.grubxen.format.ObjectType;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.module.ModuleRequest;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.module.ResolvedModules;
import io.github.grubxen.platform.Platform;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that determines an image's bytes, given a module tree.
 *
 * @param platform the platform
 * @param modules the modules with their dependencies
 * @param memdisk the file system of {@code (memdisk)}
 * @param config the early config, which the kernel runs first (grub-mkimage's {@code -c}), without a zero byte
 * @param prefix GRUB's {@code prefix}, without a zero byte
 * @param extras further contents
 */
public record ImageRecipe(
        Platform platform,
        ResolvedModules modules,
        Optional<Bytes> memdisk,
        Optional<Bytes> config,
        Bytes prefix,
        Extras extras) {

    /** The prefix of an image whose files are in a memdisk. */
    public static final Bytes MEMDISK_PREFIX = text("prefix", "(memdisk)/boot/grub");

    private static final Bytes NOTHING = Bytes.of("nothing", new byte[0]);

    /**
     * A recipe with modules of the tree, given by their names, and without extras.
     *
     * @throws BadInput if the tree lacks one of the modules
     */
    public static ImageRecipe of(
            ModuleTree tree, List<String> modules, Optional<Bytes> memdisk, Optional<Bytes> config, Bytes prefix)
            throws BadInput {
        ResolvedModules resolved =
                tree.resolveRequests(modules.stream().map(ModuleRequest::of).toList());
        return new ImageRecipe(tree.platform(), resolved, memdisk, config, prefix, Extras.NONE);
    }

    /** A text for a config or a prefix. */
    public static Bytes text(String name, String text) {
        return Bytes.of(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Makes the image.
     *
     * @throws BadInput if the tree lacks a module, if the kernel is unusable, if GRUB would truncate a text of the
     *     recipe, or if the image would be larger than {@link Image#MAX_BYTES}
     */
    public Image image(ModuleTree tree) throws BadInput {
        return new ImageWriter(tree).build(this);
    }

    /** Warnings about probable mistakes, one line each. */
    public List<String> warnings(ModuleTree tree) {
        List<String> lines = new ArrayList<>(extras.warnings());
        Set<String> names = modules.names();
        if (memdisk.isPresent()
                && !(names.contains("memdisk")
                        && tree.parsedLists().fileSystems().stream().anyMatch(names::contains))) {
            lines.add("the image cannot read its memdisk: it needs the module memdisk and that of its file system");
        }
        if (!extras.publicKeys().isEmpty() && !names.contains("pgp")) {
            lines.add("the image has public keys but not the module pgp, so GRUB checks no signature");
        }
        return lines;
    }

    /** Adds all objects except the modules, in the order of {@link ObjectType}. */
    void addTo(List<ImageObject> objects) {
        extras.publicKeys().forEach(key -> objects.add(new ImageObject(ObjectType.PUBLIC_KEY, key)));
        memdisk.ifPresent(disk -> objects.add(new ImageObject(ObjectType.MEMDISK, disk)));
        extras.deviceTree().ifPresent(dtb -> objects.add(new ImageObject(ObjectType.DEVICE_TREE, dtb)));
        if (extras.disableShimLock()) {
            objects.add(new ImageObject(ObjectType.DISABLE_SHIM_LOCK, NOTHING));
        }
        if (extras.disableCli()) {
            objects.add(new ImageObject(ObjectType.DISABLE_CLI, NOTHING));
        }
        config.ifPresent(text -> objects.add(new ImageObject(ObjectType.CONFIG, text)));
        objects.add(new ImageObject(ObjectType.PREFIX, prefix));
    }

    /**
     * Refuses texts that GRUB would misread.
     *
     * @throws BadInput if GRUB would read only a part of config or prefix
     */
    void check() throws BadInput {
        for (Bytes text : config.map(c -> List.of(c, prefix)).orElse(List.of(prefix))) {
            if (text.indexOf(0) >= 0) {
                throw new BadInput(
                        text.name() + " at offset " + text.indexOf(0),
                        "a zero byte, after which GRUB reads nothing",
                        "Take it out.");
            }
        }
    }
}
