// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.source;

import io.github.grubxen.archive.BinaryControl;
import io.github.grubxen.archive.DebArchive;
import io.github.grubxen.archive.PackageTree;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Digest;
import io.github.grubxen.io.Place;
import io.github.grubxen.module.ModInfo;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.platform.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A package file with module trees in {@code /usr/lib/grub/<platform>/}, such as Debian's grub-xen-bin.
 *
 * @param deb the file
 * @param version the requested version, if there is one
 */
public record DebSource(Path deb, Optional<String> version) implements FetchedSource {
    /** The remedy for a package whose control file names no version. */
    static final String DAMAGED = "Get the package again.";

    /** A package file of any version. */
    public DebSource(Path deb) {
        this(deb, Optional.empty());
    }

    @Override
    public String description() {
        return String.valueOf(deb.getFileName());
    }

    @Override
    public List<Path> files() {
        return List.of(deb);
    }

    @Override
    public Optional<Path> copyrightPackage() throws IOException {
        return GrubCopyright.packageBeside(deb, new DebArchive(deb).tree());
    }

    @Override
    public Optional<String> changelog() throws IOException {
        List<Path> debs = new ArrayList<>(files());
        copyrightPackage().ifPresent(debs::add);
        return GrubChangelog.in(debs);
    }

    @Override
    public GrubOrigin copyTo(Path into, Set<Platform> platforms) throws IOException {
        DebArchive archive = new DebArchive(deb);
        BinaryControl control = BinaryControl.of(Place.of(deb), archive.control(), DAMAGED);
        GrubOrigin origin =
                GrubOrigin.of(new Place.Named(deb + ", field Source"), control).with(GrubPackage.of(deb, control));
        PackageTree tree = archive.tree();
        Map<String, Path> copies = copies(tree, into, platforms);
        archive.read(tree, copies.keySet(), (paths, content) -> {
            byte[] bytes = Bytes.readAll(deb + ": " + paths.get(0), content, ModuleTree.FILE_LIMIT)
                    .toArray();
            for (String path : paths) {
                Path copy = Objects.requireNonNull(copies.get(path));
                Files.createDirectories(copy.resolveSibling("."));
                Files.write(copy, bytes);
            }
        });
        Optional<String> copyright = GrubCopyright.in(tree);
        ModulesDirectory.putCopyright(
                into,
                copyright.isPresent()
                        ? archive.find(tree, copyright.get(), GrubCopyright.MAX_BYTES)
                        : GrubCopyright.beside(deb, tree));
        Path first = into.resolve(platforms.iterator().next().id());
        return origin.withModules(ModInfo.read(Bytes.read(first.resolve("modinfo.sh"), ModuleTree.FILE_LIMIT))
                .packageVersion());
    }

    /** The first directory of a package with files for the platform. */
    private static String directory(PackageTree tree, Platform platform) {
        return ModuleTree.PACKAGE_DIRECTORIES.stream()
                .map(root -> root + platform)
                .filter(directory -> !tree.names(directory).isEmpty())
                .findFirst()
                .orElse(ModuleTree.PACKAGE_DIRECTORIES.get(0) + platform);
    }

    /** The target of each file of the trees, by its path in the package. */
    private Map<String, Path> copies(PackageTree tree, Path into, Set<Platform> platforms) throws BadInput {
        Map<String, Path> copies = new LinkedHashMap<>();
        Set<Platform> missing = EnumSet.noneOf(Platform.class);
        for (Platform platform : platforms) {
            int before = copies.size();
            String directory = directory(tree, platform);
            for (String name : tree.names(directory)) {
                String path = directory + "/" + name;
                if (TREE_FILE.test(name) && tree.follow(path).kind() != PackageTree.Kind.DIRECTORY) {
                    if (tree.file(path).isEmpty()) {
                        throw tree.noFile(deb.toString(), path);
                    }
                    copies.put(path, into.resolve(platform.id()).resolve(name));
                }
            }
            if (copies.size() == before) {
                missing.add(platform);
            }
        }
        if (!missing.isEmpty()) {
            throw new BadInput(
                    deb,
                    "no modules in /" + ModuleTree.PACKAGE_DIRECTORIES.get(0) + " for "
                            + String.join(
                                    ", ", missing.stream().map(Platform::id).toList()),
                    "Give a grub-xen-bin package, or build only for the platforms that it has.");
        }
        return copies;
    }

    @Override
    public String state(Set<Platform> platforms) throws IOException {
        return deb.getFileName() + " " + Digest.sha256(deb) + " " + GrubCopyright.stateBeside(deb);
    }
}
