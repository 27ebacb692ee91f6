// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.archive;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.InputFile;
import io.github.grubxen.io.NamedInput;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collections;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * An archive of files from any program: a zip file or a tar archive, which can be compressed with gzip, xz or zstd. The suffix
 * of its name determines the format.
 *
 * @param file the archive
 */
public record FileArchive(Path file) {
    /** Maximum number of entries. GRUB's trees for three platforms have about 900. */
    private static final int MAX_ENTRIES = 100_000;

    private static final String ZIP = ".zip";
    private static final String REMEDY = "Pack it again.";

    /** Receives the entries of an archive. */
    @FunctionalInterface
    public interface Visitor {
        /**
         * Receives an entry.
         *
         * @param path without a slash at its beginning or end, and without dots
         * @param file whether it is a file, and neither a directory nor a link nor a device
         * @param content its bytes, if it is a file; they need not be read
         */
        void entry(String path, boolean file, InputStream content) throws IOException;
    }

    /**
     * Passes all entries to a visitor, in the order of the archive.
     *
     * @throws BadInput if the archive is damaged or too large, or has a path that leads out of it
     */
    public void visit(Visitor visitor) throws IOException {
        InputFile.check(file, file.toString(), "Check the path.");
        String name = file.toString();
        if (name.endsWith(ZIP)) {
            visitZip(visitor);
        } else if (MemberCompression.of(name).isPresent()) {
            visitTar(name, visitor);
        } else {
            throw new BadInput(
                    file,
                    "the suffix of its name is not that of a known archive",
                    "Give a file of type tar, tar.gz, tar.xz, tar.zst or zip.");
        }
    }

    private void visitTar(String name, Visitor visitor) throws IOException {
        try (InputStream in = new BufferedInputStream(NamedInput.open(file));
                InputStream decompressed = DecompressingStream.open(name, name, in, DecompressingStream.DATA_LIMIT)) {
            BoundedArchive<TarArchiveEntry> archive = new BoundedArchive<>(
                    name, decompressed, DecompressingStream.DATA_LIMIT, TarArchiveInputStream::new);
            int count = 0;
            for (TarArchiveEntry entry = archive.next(); entry != null; entry = archive.next()) {
                checkCount(++count);
                boolean plain = entry.isFile() && !entry.isLink() && !entry.isSymbolicLink();
                visitor.entry(path(entry.getName()), plain, archive.content());
            }
        }
    }

    /** A zip file has a directory of its entries, so entries that the visitor does not read are not decompressed. */
    private void visitZip(Visitor visitor) throws IOException {
        try (ZipFile zip = ZipFile.builder().setPath(file).get()) {
            int count = 0;
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                checkCount(++count);
                boolean plain = !entry.isDirectory() && !entry.isUnixSymlink();
                try (InputStream content = plain ? zip.getInputStream(entry) : InputStream.nullInputStream()) {
                    visitor.entry(path(entry.getName()), plain, content);
                }
            }
        } catch (BadInput e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw BoundedArchive.unreadable(file.toString(), e);
        }
    }

    private String path(String name) throws BadInput {
        if (InstalledPaths.leaves(name)) {
            throw new BadInput(file + ": " + name, "leads out of the archive", REMEDY);
        }
        return InstalledPaths.plain(name);
    }

    private void checkCount(int count) throws BadInput {
        if (count > MAX_ENTRIES) {
            throw new BadInput(file, "has more than " + MAX_ENTRIES + " entries", "Pack only GRUB's modules.");
        }
    }
}
