package io.github.grubxen.source;

import io.github.grubxen.archive.DebArchive;
import io.github.grubxen.io.Bytes;
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
    private static final long LIMIT = 1 << 20;

    private GrubCopyright() {}

    /** Of a package, or else of a grub-common of the same version that lies beside it. */
    static Optional<Bytes> ofPackage(Path deb) throws IOException {
        Optional<Bytes> own = in(deb);
        if (own.isPresent()) {
            return own;
        }
        Path other = deb.resolveSibling(String.valueOf(deb.getFileName()).replaceFirst("^[^_]+", PACKAGE));
        return Files.isRegularFile(other) ? in(other) : Optional.empty();
    }

    /** Of an installed or unpacked GRUB whose modules lie in {@code lib/grub/}. */
    static Optional<Bytes> ofFolder(Path folder) throws IOException {
        Path file = folder.toAbsolutePath()
                .normalize()
                .resolve("../../share/doc/" + PACKAGE + "/copyright")
                .normalize();
        return Files.isRegularFile(file) ? Optional.of(Bytes.read(file, LIMIT)) : Optional.empty();
    }

    private static Optional<Bytes> in(Path deb) throws IOException {
        Bytes[] found = new Bytes[1];
        new DebArchive(deb).visitData((entry, content) -> {
            if (entry.isFile() && PATH.matcher(entry.getName()).matches()) {
                found[0] = Bytes.readAll(deb + ": " + entry.getName(), content, LIMIT);
            }
        });
        return Optional.ofNullable(found[0]);
    }
}
