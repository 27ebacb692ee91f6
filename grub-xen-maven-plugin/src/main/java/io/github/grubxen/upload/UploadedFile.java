// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.upload;

import io.github.grubxen.io.Digest;
import io.github.grubxen.io.NamedInput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A file in the lists of an upload.
 *
 * @param name without directories
 * @param size in bytes
 * @param md5 32 lower-case digits
 * @param sha1 40 lower-case digits
 * @param sha256 64 lower-case digits
 * @param section its section in an archive; {@code -} if it has none
 * @param priority its priority; {@code -} if it has none
 */
public record UploadedFile(
        String name, long size, String md5, String sha1, String sha256, String section, String priority) {

    /** A file on disk. */
    public static UploadedFile of(Path file, String section, String priority) throws IOException {
        return new UploadedFile(
                String.valueOf(file.getFileName()),
                Files.size(file),
                digest("MD5", file),
                digest("SHA-1", file),
                digest("SHA-256", file),
                section,
                priority);
    }

    /** A package, in its own section and priority. */
    public static UploadedFile of(FinishedPackage deb) throws IOException {
        return of(
                deb.file(),
                deb.control().get("Section").orElse("-"),
                deb.control().get("Priority").orElse("-"));
    }

    /** The value of a field with a line for each file, ordered by the files' names. */
    static String list(Collection<UploadedFile> files, Function<UploadedFile, String> line) {
        return files.stream()
                .sorted(Comparator.comparing(UploadedFile::name))
                .map(file -> "\n" + line.apply(file))
                .collect(Collectors.joining());
    }

    /** A line of the fields Checksums-*. */
    String line(String digest) {
        return digest + " " + size + " " + name;
    }

    private static String digest(String algorithm, Path file) throws IOException {
        try (InputStream in = NamedInput.open(file)) {
            return Digest.of(algorithm, in);
        }
    }
}
