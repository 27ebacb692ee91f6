// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.module;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * A module that is requested for an image.
 *
 * <p>Source: "Image format", section 6.
 *
 * @param name its name
 * @param file the module itself, if it is not from the tree
 */
public record ModuleRequest(String name, Optional<ModuleFile> file) {
    private static final String SUFFIX = ".mod";

    /** A module of the tree. */
    public static ModuleRequest of(String name) {
        return new ModuleRequest(name, Optional.empty());
    }

    /**
     * Reads an argument as grub-mkimage does: a name with or without {@code .mod}, or, if it contains a slash, the path
     * of a file.
     *
     * @param foreign whether a file may differ from the tree's module of the same name
     * @throws BadInput if a file is not a module of the tree's platform, if it differs from the tree's module and must
     *     not, or if moddep.lst of the tree and the file itself name different dependencies
     */
    public static ModuleRequest parse(ModuleTree tree, String argument, boolean foreign) throws IOException {
        String last = argument.substring(argument.lastIndexOf('/') + 1);
        String name = last.endsWith(SUFFIX) ? last.substring(0, last.length() - SUFFIX.length()) : last;
        if (!argument.contains("/")) {
            return of(name);
        }
        Path path = Path.of(argument.endsWith(SUFFIX) ? argument : argument + SUFFIX);
        ModuleFile file = ModuleFile.read(tree.platform(), name, Bytes.read(path, ModuleTree.FILE_LIMIT));
        ModuleFile own = tree.modules().get(name);
        if (own != null && own.content().equals(file.content())) {
            return of(name);
        }
        if (!foreign) {
            throw new BadInput(
                    path,
                    own == null ? "not a module of the tree" : "not the same bytes as the tree's module of that name",
                    "Use the tree's own, or allow modules that are not the tree's.");
        }
        List<String> line = tree.dependencies().get(name);
        if (line == null || !new HashSet<>(line).equals(new HashSet<>(file.dependencies()))) {
            throw new BadInput(
                    path,
                    "it needs " + file.dependencies() + ", and the tree's moddep.lst says "
                            + (line == null ? "nothing of it" : line),
                    "Add or correct its line in moddep.lst.");
        }
        return new ModuleRequest(name, Optional.of(file));
    }
}
