// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.format.Image;
import io.github.grubxen.format.SigningKey;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.InputDirectory;
import io.github.grubxen.module.ModuleRequest;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.plan.Extras;
import io.github.grubxen.platform.Platform;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The options of the goal mkimage that both layouts have. A component has the name of its property without {@code grub-xen.}.
 *
 * @param base the directory to resolve relative paths of modules and keys against
 */
record MkimageOptions(
        Path base,
        @Nullable String platform,
        @Nullable File directory,
        List<String> modules,
        boolean foreignModules,
        List<String> pubkeys,
        @Nullable File dtb,
        boolean disableShimLock,
        boolean disableCli,
        boolean secondStage) {

    /** The platform's modules. */
    ModuleTree tree() throws IOException {
        Path modules = moduleDirectory();
        if (!InputDirectory.isThere(modules)) {
            throw new BadInput(
                    "grub-xen.directory",
                    "there is no directory " + modules + " with the modules for " + target(),
                    "Set -Dgrub-xen.directory to the directory of that platform's modules.");
        }
        return ModuleTree.read(target(), modules, modules.toString());
    }

    /** The directory of the platform's modules. It may be missing. */
    Path moduleDirectory() throws BadInput {
        Path given = directory == null ? Path.of("/usr/lib/grub") : directory.toPath();
        Path ofPlatform = given.resolve(target().id());
        return directory == null || (Files.isDirectory(ofPlatform) && !Files.exists(given.resolve("moddep.lst")))
                ? ofPlatform
                : given;
    }

    /** The modules to embed. */
    List<ModuleRequest> embedded(ModuleTree tree) throws IOException {
        return requests(tree, "grub-xen.modules", modules);
    }

    /** Parses modules that are given by name or by path. A path contains a slash. */
    List<ModuleRequest> requests(ModuleTree tree, String property, List<String> given) throws IOException {
        List<ModuleRequest> requests = new ArrayList<>();
        for (String module : Entries.of(property, given)) {
            String argument = module.contains("/") ? base.resolve(module).toString() : module;
            requests.add(ModuleRequest.parse(tree, argument, foreignModules));
        }
        return requests;
    }

    Extras extras() throws IOException {
        List<Bytes> keys = new ArrayList<>();
        for (String key : Entries.of("grub-xen.pubkeys", pubkeys)) {
            keys.add(SigningKey.read(base.resolve(key)));
        }
        return new Extras(keys, content(dtb), disableShimLock, disableCli, secondStage);
    }

    /** The content of a file to embed, if one is given. */
    static Optional<Bytes> content(@Nullable File file) throws IOException {
        return file == null ? Optional.empty() : Optional.of(Bytes.read(file.toPath(), Image.MAX_BYTES));
    }

    private Platform target() throws BadInput {
        return Platform.of("grub-xen.platform", platform == null ? "" : platform);
    }
}
