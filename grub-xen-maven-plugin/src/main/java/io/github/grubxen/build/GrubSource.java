// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.build;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.BuildLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** GRUB's source, before anything is built of it. */
public sealed interface GrubSource permits CheckoutSource, DebianSource, TarballSource {

    /**
     * The source in a file or directory: a file whose name ends in .dsc is a Debian source package, any other file a tarball.
     *
     * @param keyring keys, of which one must have signed the .dsc file
     * @throws io.github.grubxen.io.BadInput if there is nothing, or the files of a source package are not those that it names
     */
    static GrubSource of(Path path, Optional<Path> keyring, BuildLog log) throws IOException {
        if (Files.isDirectory(path)) {
            return new CheckoutSource(path);
        }
        if (!Files.isRegularFile(path)) {
            throw new BadInput(path, "no such file or directory", "Check the path of GRUB's source.");
        }
        return String.valueOf(path.getFileName()).endsWith(".dsc")
                ? DebianSource.read(path, keyring, log)
                : new TarballSource(path);
    }

    /** In one line: what is built. */
    String description();

    /** The file that says what the source is: the .dsc file or the tarball; nothing for a directory. */
    Optional<Path> file();

    /** All files of the source; none if it is a directory. */
    List<Path> files();

    /** What tells this source from others: names and digests of its files. */
    String state() throws IOException;

    /** Name of the source package, or {@code grub} if it is not a Debian package. */
    String name();

    /** The version that modules are given, or nothing if GRUB's own is kept. */
    Optional<String> version();

    /** The field Build-Depends of a Debian package, which names the compiler; otherwise empty. */
    String buildDepends();

    /**
     * Unpacks the source, without any patch.
     *
     * @param target a directory that does not exist
     * @return the source's own patches, in the order in which they are applied
     */
    List<Patch> unpack(Path target) throws IOException;
}
