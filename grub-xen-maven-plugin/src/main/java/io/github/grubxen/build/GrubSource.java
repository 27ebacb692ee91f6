// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.build;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.BuildLog;
import io.github.grubxen.source.GrubOrigin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** GRUB's source code, from which a build starts. */
public sealed interface GrubSource permits CheckoutSource, DebianSource, TarballSource {

    /**
     * The source in a file or directory: a file whose name ends in .dsc is a Debian source package, any other file a tarball.
     *
     * @param keyring keys, one of which must have signed the .dsc file or the tarball
     * @throws BadInput if the path does not exist, if a file of a source package is missing or differs, or if a keyring is given
     *     and no key in it has signed the source
     */
    static GrubSource of(Path path, Optional<Path> keyring, BuildLog log) throws IOException {
        if (Files.isDirectory(path)) {
            if (keyring.isPresent()) {
                throw new BadInput(
                        path,
                        "a directory has no signature that the keyring " + keyring.get() + " could check",
                        "Leave the keyring out, or build from a tarball or a source package.");
            }
            return new CheckoutSource(path);
        }
        if (!Files.isRegularFile(path)) {
            throw new BadInput(path, "no such file or directory", "Check the path of GRUB's source.");
        }
        if (String.valueOf(path.getFileName()).endsWith(".dsc")) {
            return DebianSource.read(path, keyring, log);
        }
        if (keyring.isPresent()) {
            new SourceSignature(keyring.get()).checkBeside(path, log);
        }
        return new TarballSource(path);
    }

    /** The source in one line, for the log. */
    String description();

    /** The files of the source, the .dsc file first; none for a directory. */
    List<Path> files();

    /** Identifies this source by the names and digests of its files. */
    String state() throws IOException;

    /** Name of the source package. A source that is not a Debian package counts as GRUB's, as a directory of modules does. */
    default String name() {
        return GrubOrigin.DEFAULT_SOURCE;
    }

    /** The version that the modules get; empty if they keep GRUB's own. */
    default Optional<String> version() {
        return Optional.empty();
    }

    /** The field Build-Depends of a Debian package, which names the compiler; empty for other sources. */
    default String buildDepends() {
        return "";
    }

    /** The changelog of a Debian package; empty for other sources. */
    default Optional<String> changelog() throws IOException {
        return Optional.empty();
    }

    /**
     * Unpacks the source, without any patch.
     *
     * @param target a directory that does not exist
     * @return the source's own patches, in the order in which they are applied
     */
    List<Patch> unpack(Path target) throws IOException;
}
