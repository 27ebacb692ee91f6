// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.deb;

import io.github.grubxen.archive.GnuTarOutput;
import io.github.grubxen.io.AtomicFile;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Directories;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Writes a package. jdeb assembles it, and a finishing pass adds contents, control data, GNU tar's format and compression, so
 * that the result is the package that dpkg-deb would make.
 *
 * <p>Source: deb(5).
 */
public final class DebWriter {
    private static final int MEMBER_MODE = 0100644;
    private static final int BUFFER = 1 << 16;

    private DebWriter() {}

    /**
     * Writes the package's file. If this fails, an existing file does not change.
     *
     * @param directory the directory to write it to, under its conventional name
     * @return the file
     */
    public static Path write(PackageRecipe recipe, Path directory) throws IOException {
        Path target = directory.resolve(recipe.fileName());
        ControlArchive.check(recipe);
        AtomicFile.replace(target, fresh -> {
            Path work = Files.createDirectories(fresh.resolveSibling(fresh.getFileName() + ".d"));
            try (ReadAhead files = new ReadAhead(recipe.contents().entries())) {
                Path assembled = work.resolve("assembled.tar");
                JdebAssembler.assemble(recipe, assembled);
                Path data = work.resolve("data.tar");
                try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(data), BUFFER);
                        OutputStream out = recipe.compression()
                                .compress(file, recipe.contents().archiveSize())) {
                    copyData(recipe, assembled, files, out);
                }
                Bytes control = Bytes.of("control.tar", ControlArchive.of(recipe, files.md5()));
                Path controlData = work.resolve("control.tar");
                try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(controlData));
                        OutputStream out = recipe.compression().compress(file, control.length())) {
                    control.writeTo(out);
                }
                finish(recipe, controlData, data, fresh);
            } finally {
                Directories.delete(work);
            }
        });
        return target;
    }

    /** Converts jdeb's archive from the POSIX format to GNU tar's, which dpkg-deb writes. */
    private static void copyData(PackageRecipe recipe, Path assembled, ReadAhead files, OutputStream out)
            throws IOException {
        try (TarArchiveInputStream in =
                new TarArchiveInputStream(new BufferedInputStream(Files.newInputStream(assembled), BUFFER), "UTF-8")) {
            copy(recipe, in, files, out);
        }
    }

    /**
     * Names, targets, owners and modes come from the recipe, because jdeb replaces backslashes with slashes, and names are read
     * in the machine's charset. Only the order of the entries is taken from jdeb's archive.
     */
    private static void copy(PackageRecipe recipe, TarArchiveInputStream in, ReadAhead files, OutputStream out)
            throws IOException {
        try (GnuTarOutput tar = new GnuTarOutput(out)) {
            checkKind(in, PackageContents.ROOT);
            tar.putDirectory("./", Owner.ROOT.attributes(0755, recipe.time()));
            for (PackageEntry entry : recipe.contents().entries()) {
                checkKind(in, entry);
                String name = "./" + entry.path();
                if (entry instanceof PackageEntry.Directory directory) {
                    tar.putDirectory(name + "/", directory.owner().attributes(directory.mode(), recipe.time()));
                } else if (entry instanceof PackageEntry.Link link) {
                    tar.putLink(name, link.target(), Owner.ROOT.attributes(0777, recipe.time()));
                } else if (entry instanceof PackageEntry.RegularFile file) {
                    ReadAhead.Read read = files.next();
                    try (InputStream content = read.content()) {
                        tar.putFile(name, file.owner().attributes(file.mode(), recipe.time()), read.size(), content);
                    }
                }
            }
            if (in.getNextEntry() != null) {
                throw new IOException("jdeb wrote more than the entries of " + recipe.name());
            }
        }
    }

    private static void checkKind(TarArchiveInputStream in, PackageEntry entry) throws IOException {
        TarArchiveEntry written = in.getNextEntry();
        if (written == null
                || written.isDirectory() != entry instanceof PackageEntry.Directory
                || written.isSymbolicLink() != entry instanceof PackageEntry.Link) {
            throw new IOException("jdeb did not write /" + entry.path() + " in its place");
        }
    }

    private static void finish(PackageRecipe recipe, Path control, Path data, Path target) throws IOException {
        String suffix = recipe.compression().suffix();
        Bytes format = Bytes.of("debian-binary", "2.0\n".getBytes(StandardCharsets.US_ASCII));
        try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(target), BUFFER);
                ArArchiveOutputStream out = new ArArchiveOutputStream(file)) {
            put(out, "debian-binary", format.length(), recipe.time(), format.openStream());
            put(out, "control.tar" + suffix, Files.size(control), recipe.time(), Files.newInputStream(control));
            put(out, "data.tar" + suffix, Files.size(data), recipe.time(), Files.newInputStream(data));
        }
    }

    private static void put(ArArchiveOutputStream out, String name, long size, long time, InputStream content)
            throws IOException {
        try (content) {
            out.putArchiveEntry(new ArArchiveEntry(name, size, 0, 0, MEMBER_MODE, time));
            content.transferTo(out);
            out.closeArchiveEntry();
        }
    }
}
