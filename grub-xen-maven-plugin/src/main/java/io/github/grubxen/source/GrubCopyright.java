package io.github.grubxen.source;

import io.github.grubxen.archive.DebArchive;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The copyright file of the GRUB that modules are of, which packages with these modules hand on.
 *
 * <p>Debian's grub-xen-bin has it in grub-common, to which its own doc folder is a link.
 */
final class GrubCopyright {
    /** The package that has it where the one with the modules has not. */
    static final String PACKAGE = "grub-common";

    private static final Pattern PATH = Pattern.compile("(?:\\./)?usr/share/doc/[^/]+/copyright");
    static final long LIMIT = 1 << 20;

    private GrubCopyright() {}

    /** Whether a path in a package is that of its copyright file. */
    static boolean isAt(String path) {
        return PATH.matcher(path).matches();
    }

    /** Of a grub-common that lies beside a package of the same version. */
    static Optional<Bytes> beside(Path deb) throws IOException {
        Path other = other(deb);
        return Files.isRegularFile(other) ? new DebArchive(other).find(GrubCopyright::isAt, LIMIT) : Optional.empty();
    }

    /** What tells that grub-common from another one. */
    static String stateBeside(Path deb) throws IOException {
        Path other = other(deb);
        return Files.isRegularFile(other) ? Digest.sha256(other) : "none";
    }

    private static Path other(Path deb) {
        return deb.resolveSibling(String.valueOf(deb.getFileName()).replaceFirst("^[^_]+", PACKAGE));
    }

    /** Of an installed or unpacked GRUB whose modules lie in {@code lib/grub/}. */
    static Optional<Bytes> ofFolder(Path folder) throws IOException {
        Path file = folder.toAbsolutePath()
                .normalize()
                .resolve("../../share/doc/" + PACKAGE + "/copyright")
                .normalize();
        return Files.isRegularFile(file) ? Optional.of(Bytes.read(file, LIMIT)) : Optional.empty();
    }
}
