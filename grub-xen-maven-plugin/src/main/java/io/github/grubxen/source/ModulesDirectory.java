// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.source;

import io.github.grubxen.io.AtomicFile;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.platform.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The directory of a build's module trees, as {@code <platform>/}, with a note of their origin.
 *
 * @param path the directory
 */
public record ModulesDirectory(Path path) {
    static final String ORIGIN = "origin";
    static final String COPYRIGHT = "copyright";

    /**
     * Fills the directory from a source, completely or not at all.
     *
     * @return the trees, checked, in the order of {@link Platform}
     */
    public List<ModuleTree> fill(FetchedSource source, Set<Platform> platforms) throws IOException {
        List<ModuleTree> trees = new ArrayList<>();
        AtomicFile.replaceDirectory(path, fresh -> {
            Files.createDirectories(fresh);
            GrubOrigin origin = source.copyTo(fresh, platforms);
            for (Platform platform : platforms) {
                trees.add(ModuleTree.read(
                        platform, fresh.resolve(platform.id()), source.description() + ": " + platform));
            }
            checkSameGrubVersion(source, trees);
            if (source.version().isPresent()) {
                checkVersion(source, origin, trees);
            }
            Files.writeString(fresh.resolve(ORIGIN), origin.toText());
        });
        return trees;
    }

    /** The tree of a platform. */
    public ModuleTree tree(Platform platform) throws IOException {
        checkFilled();
        Path directory = path.resolve(platform.id());
        return ModuleTree.read(platform, directory, directory.toString());
    }

    /** All trees, as they are now. */
    public List<ModuleTree> trees() throws IOException {
        List<ModuleTree> trees = new ArrayList<>();
        for (Platform platform : platforms()) {
            trees.add(tree(platform));
        }
        return trees;
    }

    /** The platforms whose trees are in the directory. */
    public List<Platform> platforms() throws IOException {
        checkFilled();
        List<Platform> platforms = new ArrayList<>(List.of(Platform.values()));
        platforms.removeIf(platform -> !Files.isDirectory(path.resolve(platform.id())));
        return platforms;
    }

    /** The origin of the trees. */
    public GrubOrigin origin() throws IOException {
        checkFilled();
        return GrubOrigin.read(path.resolve(ORIGIN));
    }

    /** The copyright file of the GRUB that the trees belong to, if its packages had one. */
    public Optional<Bytes> copyright() throws IOException {
        checkFilled();
        Path file = path.resolve(COPYRIGHT);
        return Files.exists(file) ? Optional.of(Bytes.read(file, GrubCopyright.MAX_BYTES)) : Optional.empty();
    }

    /** Writes the copyright file of a GRUB beside its trees. */
    public static void putCopyright(Path directory, Optional<Bytes> copyright) throws IOException {
        if (copyright.isPresent()) {
            Files.write(directory.resolve(COPYRIGHT), copyright.get().toArray());
        }
    }

    private void checkFilled() throws BadInput {
        if (Files.notExists(path.resolve(ORIGIN))) {
            throw new BadInput(path, "there are no modules yet", "Run the goal grub-xen:modules before this one.");
        }
    }

    /**
     * Checks the version of the modules. A package can have the version of a rebuild, but its modules have the version of the
     * source package, perhaps with a suffix.
     */
    private static void checkVersion(FetchedSource source, GrubOrigin origin, List<ModuleTree> trees) throws BadInput {
        for (ModuleTree tree : trees) {
            String version = tree.info().packageVersion();
            if (!version.matches(Pattern.quote(origin.version()) + "(?:[+~].*)?")) {
                throw new BadInput(
                        tree.name() + "/modinfo.sh",
                        "the modules are of GRUB " + version + ", not of " + origin.version(),
                        "Ask for another version than " + source.version().orElseThrow() + ", or for none.");
            }
        }
    }

    private static void checkSameGrubVersion(FetchedSource source, List<ModuleTree> trees) throws BadInput {
        List<String> versions = trees.stream()
                .map(tree -> tree.info().packageVersion())
                .distinct()
                .toList();
        if (versions.size() > 1) {
            throw new BadInput(
                    source.description(),
                    "the platforms' modules are of different GRUB versions: " + String.join(", ", versions),
                    "Give trees of one version.");
        }
    }
}
