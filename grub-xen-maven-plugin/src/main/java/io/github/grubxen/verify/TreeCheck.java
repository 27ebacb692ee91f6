// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.verify;

import io.github.grubxen.archive.PackageTree;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.platform.Platform;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Every directory {@code usr/lib/grub/<platform>/} is a module tree from which images can be made. */
final class TreeCheck implements FileCheck {
    private static final String ROOT = "usr/lib/grub/";

    /** Maximum size of all trees of a package together, in bytes. */
    private static final long MAX_BYTES = 256L << 20;

    private long size;
    private final Map<Platform, SortedMap<String, Bytes>> files = new EnumMap<>(Platform.class);

    @Override
    public boolean wants(String path, byte[] head) {
        return platform(path).isPresent();
    }

    @Override
    public List<String> links(PackageTree tree) {
        Set<String> files = new HashSet<>(tree.files());
        List<String> links = new ArrayList<>();
        for (Platform platform : Platform.values()) {
            String directory = ROOT + platform + "/";
            tree.names(directory).stream()
                    .map(name -> directory + name)
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
        platform(path)
                .ifPresent(platform -> files.computeIfAbsent(platform, p -> new TreeMap<>())
                        .put(path.substring(path.lastIndexOf('/') + 1), content));
    }

    /** The usable trees of the package. Reports the other trees as findings. */
    Map<Platform, ModuleTree> run(Findings findings) {
        Map<Platform, ModuleTree> trees = new EnumMap<>(Platform.class);
        files.forEach((platform, tree) -> {
            try {
                trees.put(platform, ModuleTree.of(platform, tree, "/" + ROOT + platform));
            } catch (BadInput e) {
                findings.add(Check.MODULE_TREES, e);
            }
        });
        return trees;
    }

    private static Optional<Platform> platform(String path) {
        for (Platform platform : Platform.values()) {
            String directory = ROOT + platform + "/";
            if (path.startsWith(directory) && path.indexOf('/', directory.length()) < 0) {
                return Optional.of(platform);
            }
        }
        return Optional.empty();
    }
}
