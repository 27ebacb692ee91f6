// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.source;

import io.github.grubxen.archive.DebArchive;
import io.github.grubxen.archive.PackageTree;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The copyright file of the GRUB that modules belong to. Packages with these modules contain it.
 *
 * <p>For Debian's grub-xen-bin, another package contains it: grub-common, or grub2-common since 2.14. The documentation
 * directory of grub-xen-bin is a link to that package's.
 */
final class GrubCopyright {
    /** Packages that contain or contained it, if the package with the modules does not. */
    private static final List<String> HOLDERS = List.of("grub-common", "grub2-common");

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9+.-]+");
    private static final String DOC = "usr/share/doc";
    static final long MAX_BYTES = 1 << 20;

    private GrubCopyright() {}

    /** The path of a package's own copyright file. */
    static Optional<String> in(PackageTree tree) {
        return tree.names(DOC).stream()
                .map(name -> DOC + "/" + name + "/copyright")
                .filter(path -> tree.file(path).isPresent())
                .findFirst();
    }

    /** The package that contains it, according to a package's documentation directory. */
    static String holder(PackageTree tree) {
        return tree.symbolicLinks().stream()
                .filter(path -> path.matches(DOC + "/[^/]+"))
                .map(path -> tree.follow(path).path().replaceFirst("^.*/", ""))
                .filter(NAME.asMatchPredicate())
                .findFirst()
                .orElse(HOLDERS.get(0));
    }

    /** The package that contains it for a package without it, if that package is in the same directory in the same version. */
    static Optional<Path> packageBeside(Path deb, PackageTree tree) {
        Path other = other(deb, holder(tree));
        return in(tree).isEmpty() && Files.isRegularFile(other) ? Optional.of(other) : Optional.empty();
    }

    /** The copyright file from the package that contains it, if that package is in the same directory in the same version. */
    static Optional<Bytes> beside(Path deb, PackageTree tree) throws IOException {
        Optional<Path> other = packageBeside(deb, tree);
        if (other.isEmpty()) {
            return Optional.empty();
        }
        DebArchive archive = new DebArchive(other.get());
        PackageTree its = archive.tree();
        Optional<String> path = in(its);
        return path.isPresent() ? archive.find(its, path.get(), MAX_BYTES) : Optional.empty();
    }

    /** Identifies the packages that may contain it. */
    static String stateBeside(Path deb) throws IOException {
        StringBuilder state = new StringBuilder();
        for (String holder : HOLDERS) {
            Path other = other(deb, holder);
            state.append(Files.isRegularFile(other) ? Digest.sha256(other) : "none")
                    .append(' ');
        }
        return state.toString();
    }

    private static Path other(Path deb, String name) {
        return deb.resolveSibling(String.valueOf(deb.getFileName()).replaceFirst("^[^_]+", name));
    }

    /** The copyright file of an installed or unpacked GRUB whose modules are in {@code lib/grub/}. */
    static Optional<Bytes> ofDirectory(Path directory) throws IOException {
        Path file = directory
                .toAbsolutePath()
                .normalize()
                .resolve("../../share/doc/" + HOLDERS.get(0) + "/copyright")
                .normalize();
        return Files.isRegularFile(file) ? Optional.of(Bytes.read(file, MAX_BYTES)) : Optional.empty();
    }
}
