// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The project's own texts for its packages.
 *
 * @param changelog in Debian's format
 * @param copyright paragraphs about the project's own files
 */
record PackageTexts(Optional<Bytes> changelog, Optional<Bytes> copyright) {
    private static final long MAX_BYTES = 1 << 22;

    /**
     * Reads the files.
     *
     * @param usual the default directory, in which both files are optional
     */
    static PackageTexts read(File changelog, File copyright, File usual) throws IOException {
        return new PackageTexts(
                read("changelog", changelog, usual.toPath()), read("copyright", copyright, usual.toPath()));
    }

    /** A file that is optional at its default path, and required at any other path. */
    private static Optional<Bytes> read(String name, File file, Path usual) throws IOException {
        if (!Files.notExists(file.toPath(), LinkOption.NOFOLLOW_LINKS)) { // a link to nothing, or unknown: an error
            return Optional.of(Bytes.read(file.toPath(), MAX_BYTES));
        }
        Path named = file.toPath().toAbsolutePath().normalize();
        if (!named.equals(usual.resolve(name).toAbsolutePath().normalize())) {
            throw new BadInput("<" + name + ">", "no such file: " + named, "Correct it, or leave the element out.");
        }
        return Optional.empty();
    }
}
