// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.source;

import io.github.grubxen.archive.DebArchive;
import io.github.grubxen.archive.PackageTree;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The changelog of GRUB's source package, in its binary packages. Debian's grub-xen-bin has no changelog; it is in the package
 * that contains its copyright file.
 *
 * <p>Source: Debian Policy, section 12.7.
 */
public final class GrubChangelog {
    private static final String DOC = "usr/share/doc";
    private static final String CHANGELOG = "changelog.Debian.gz";

    /** Maximum size of a changelog, in bytes. GRUB's has about 200 kB. */
    public static final long MAX_BYTES = 16 << 20;

    private GrubChangelog() {}

    /** The changelog in the first package that has one. Empty if none has one. */
    static Optional<String> in(List<Path> debs) throws IOException {
        for (Path deb : debs) {
            DebArchive archive = new DebArchive(deb);
            PackageTree tree = archive.tree();
            for (String name : tree.names(DOC)) {
                String path = DOC + "/" + name + "/" + CHANGELOG;
                Optional<Bytes> file =
                        tree.file(path).isPresent() ? archive.find(tree, path, MAX_BYTES) : Optional.empty();
                if (file.isPresent()) {
                    return Optional.of(unpacked(deb + ": " + path, file.get()));
                }
            }
        }
        return Optional.empty();
    }

    private static String unpacked(String where, Bytes file) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(file.openStream())) {
            return Bytes.readAll(where, in, MAX_BYTES).utf8();
        } catch (ZipException | EOFException damaged) {
            throw new BadInput(where, "is not a complete gzip file", "Get the package again.");
        }
    }
}
