// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.format.Image;
import io.github.grubxen.format.SigningKey;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.module.ModuleRequest;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.module.ResolvedModules;
import io.github.grubxen.plan.Extras;
import io.github.grubxen.plan.ImageRecipe;
import io.github.grubxen.platform.Platform;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** The options of grub-mkimage. grub-mkstandalone has most of them too. */
abstract class AbstractMkimageMojo extends AbstractCommandLineMojo {

    /** The platform ({@code -O}): i386-xen, x86_64-xen or i386-xen_pvh. */
    @Parameter(property = "grub-xen.platform")
    private @Nullable String platform;

    /**
     * Directory of the platform's modules ({@code -d}), or one with a {@code <platform>/} directory, as in {@code
     * <grub><directory>}. Default: {@code /usr/lib/grub/<platform>}.
     */
    @Parameter(property = "grub-xen.directory")
    private @Nullable File directory;

    /** Modules to embed: names, or paths of files ({@code --modules} of grub-mkstandalone). */
    @Parameter(property = "grub-xen.modules")
    private List<String> modules = new ArrayList<>();

    /** Embeds a module that is given by a path even if its bytes differ from the directory's module of that name. */
    @Parameter(property = "grub-xen.foreignModules", defaultValue = "false")
    private boolean foreignModules;

    /** Files with public OpenPGP keys to embed ({@code -k}): RSA or DSA, binary or armored. */
    @Parameter(property = "grub-xen.pubkeys")
    private List<String> pubkeys = new ArrayList<>();

    /** Device tree to embed ({@code -D}, {@code --dtb}). */
    @Parameter(property = "grub-xen.dtb")
    private @Nullable File dtb;

    /** Disables the shim lock verifier ({@code --disable-shim-lock}); GRUB 2.06 and later. */
    @Parameter(property = "grub-xen.disableShimLock", defaultValue = "false")
    private boolean disableShimLock;

    /** Disables GRUB's command line ({@code --disable-cli}); GRUB 2.14 and later. */
    @Parameter(property = "grub-xen.disableCli", defaultValue = "false")
    private boolean disableCli;

    /**
     * Layout image: the prefix ({@code -p}). Required without a memdisk; with one, the default is {@code (memdisk)/boot/grub}.
     */
    @Parameter(property = "grub-xen.prefix")
    private @Nullable String prefix;

    /** Layout image: the file to embed as memdisk ({@code -m}). */
    @Parameter(property = "grub-xen.memdisk")
    private @Nullable File memdisk;

    /** Layout image: the file to embed as early config ({@code -c}). */
    @Parameter(property = "grub-xen.config")
    private @Nullable File config;

    /**
     * Makes a second stage: an image that the multiboot command of another GRUB can start, and that exports its release in the
     * variable second_stage.
     */
    @Parameter(property = "grub-xen.secondStage", defaultValue = "false")
    private boolean secondStage;

    final ModuleTree tree() throws IOException {
        Path directory = moduleDirectory();
        if (!Files.isDirectory(directory)) {
            throw new BadInput(
                    "grub-xen.directory",
                    "no directory " + directory + ", where the modules for " + target() + " would be",
                    "Set -Dgrub-xen.directory to the directory of that platform's modules.");
        }
        return ModuleTree.read(target(), directory, directory.toString());
    }

    final Path moduleDirectory() throws BadInput {
        Path base = directory == null ? Path.of("/usr/lib/grub") : directory.toPath();
        Path ofPlatform = base.resolve(target().id());
        return directory == null || (Files.isDirectory(ofPlatform) && !Files.exists(base.resolve("moddep.lst")))
                ? ofPlatform
                : base;
    }

    final List<ModuleRequest> modules(ModuleTree tree) throws IOException {
        return requests(tree, "grub-xen.modules", modules);
    }

    /** Parses modules that are given by name or by path. A path contains a slash. */
    final List<ModuleRequest> requests(ModuleTree tree, String property, List<String> given) throws IOException {
        List<ModuleRequest> requests = new ArrayList<>();
        for (String module : Entries.of(property, given)) {
            String argument = module.contains("/") ? directory().resolve(module).toString() : module;
            requests.add(ModuleRequest.parse(tree, argument, foreignModules));
        }
        return requests;
    }

    /** Given properties that have no effect in the layout standalone. */
    final List<String> ofLayoutImage() {
        return given(Map.of(
                "grub-xen.prefix", prefix != null,
                "grub-xen.memdisk", memdisk != null,
                "grub-xen.config", config != null));
    }

    final Extras extras() throws IOException {
        List<Bytes> keys = new ArrayList<>();
        for (String key : Entries.of("grub-xen.pubkeys", pubkeys)) {
            keys.add(SigningKey.read(directory().resolve(key)));
        }
        return new Extras(keys, optional(dtb), disableShimLock, disableCli, secondStage);
    }

    final ImageRecipe image(ModuleTree tree) throws IOException {
        if (prefix == null && memdisk == null) {
            throw new BadInput("grub-xen.prefix", "no prefix", "Set -Dgrub-xen.prefix, or give a memdisk.");
        }
        Bytes where = prefix == null ? ImageRecipe.MEMDISK_PREFIX : ImageRecipe.text("grub-xen.prefix", prefix);
        ResolvedModules resolved = tree.resolveRequests(modules(tree));
        Extras extras = extras();
        Optional<Bytes> early = extras.earlyConfig(tree.info(), resolved, optional(config));
        return new ImageRecipe(tree.platform(), resolved, optional(memdisk), early, where, extras);
    }

    private static Optional<Bytes> optional(@Nullable File file) throws IOException {
        return file == null ? Optional.empty() : Optional.of(Bytes.read(file.toPath(), Image.MAX_BYTES));
    }

    private Platform target() throws BadInput {
        return Platform.of("grub-xen.platform", platform == null ? "" : platform);
    }
}
