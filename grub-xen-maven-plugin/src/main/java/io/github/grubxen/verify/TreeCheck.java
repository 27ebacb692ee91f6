// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.verify;

import io.github.grubxen.archive.PackageTree;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.platform.Platform;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Every directory {@code usr/lib/grub/<platform>/} is a module tree from which images can be made; so are the preset all-guests' own. */
final class TreeCheck implements FileCheck {
    /** Maximum size of all trees of a package together, in bytes. */
    private static final long MAX_BYTES = 256L << 20;

    private long size;
    private final Map<Directory, SortedMap<String, Bytes>> files = new LinkedHashMap<>();

    /** The directory of a tree, with a slash at its end. */
    private record Directory(String path, Platform platform) {}

    private static final List<Directory> DIRECTORIES = ModuleTree.PACKAGE_DIRECTORIES.stream()
            .flatMap(root ->
                    Arrays.stream(Platform.values()).map(platform -> new Directory(root + platform + "/", platform)))
            .toList();

    @Override
    public boolean wants(String path, byte[] head) {
        return directory(path).isPresent();
    }

    @Override
    public List<String> links(PackageTree tree) {
        Set<String> files = new HashSet<>(tree.files());
        List<String> links = new ArrayList<>();
        for (Directory directory : DIRECTORIES) {
            tree.names(directory.path()).stream()
                    .map(name -> directory.path() + name)
                    .filter(path -> !files.contains(path) && tree.file(path).isPresent())
                    .forEach(links::add);
        }
        return links;
    }

    @Override
    public void look(String path, Bytes content, Findings findings) {
        size += content.length();
        if (size > MAX_BYTES) {
            findings.add(
                    Check.MODULE_TREES,
                    "/" + path,
                    "the module trees have more than " + (MAX_BYTES >> 20)
                            + " MiB up to here, so this file is not looked at",
                    "Give a package of GRUB's; none is as large.");
            return;
        }
        directory(path)
                .ifPresent(directory -> files.computeIfAbsent(directory, first -> new TreeMap<>())
                        .put(path.substring(path.lastIndexOf('/') + 1), content));
    }

    /** The usable trees of the package. Reports the other trees as findings. */
    Map<Platform, ModuleTree> run(Findings findings) {
        Map<Platform, ModuleTree> trees = new EnumMap<>(Platform.class);
        DIRECTORIES.stream().filter(files::containsKey).forEach(directory -> {
            try {
                String place =
                        "/" + directory.path().substring(0, directory.path().length() - 1);
                trees.put(
                        directory.platform(),
                        ModuleTree.of(directory.platform(), Objects.requireNonNull(files.get(directory)), place));
            } catch (BadInput e) {
                findings.add(Check.MODULE_TREES, e);
            }
        });
        return trees;
    }

    private static Optional<Directory> directory(String path) {
        return DIRECTORIES.stream()
                .filter(directory -> path.startsWith(directory.path())
                        && path.indexOf('/', directory.path().length()) < 0)
                .findFirst();
    }
}
