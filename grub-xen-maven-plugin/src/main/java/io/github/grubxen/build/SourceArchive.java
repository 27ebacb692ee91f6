// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.build;

import io.github.grubxen.archive.BoundedArchive;
import io.github.grubxen.archive.DecompressingStream;
import io.github.grubxen.archive.InstalledPaths;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Directories;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * A tarball of source files, unpacked into a directory of the build. Nothing is written outside that directory: symbolic links
 * are made last, and each must lead to a place in the directory. Timestamps are kept, because make compares them.
 *
 * @param file the tarball
 */
record SourceArchive(Path file) {
    /** Maximum number of entries. GRUB 2.14 has 8,000 with its libraries. */
    private static final int MAX_ENTRIES = 100_000;

    private static final int EXECUTABLE = 0111;
    /** Maximum length of a path, in characters. Those of GRUB's source have fewer than 200, and Linux takes 4095 bytes. */
    private static final int LONGEST_PATH = 1024;

    private static final String REMEDY = "Use a tarball as GRUB's maintainers or Debian publish it.";

    /**
     * Unpacks the tarball. A single directory at its top is left out of the paths.
     *
     * @param target a directory that does not exist
     * @throws BadInput if the tarball is damaged or too large, or has an entry that leads out of it or is neither file, directory nor
     *     link
     */
    void unpack(Path target) throws IOException {
        Path fresh = Files.createDirectories(target.resolveSibling("." + target.getFileName() + ".unpacked"));
        unpackAll(fresh);
        List<Path> top = Directories.list(fresh);
        if (top.size() == 1 && Files.isDirectory(top.get(0), LinkOption.NOFOLLOW_LINKS)) {
            Files.move(top.get(0), target);
            Files.delete(fresh);
        } else {
            Files.move(fresh, target);
        }
    }

    /**
     * Unpacks the tarball with all directories in its paths.
     *
     * @param target an existing directory
     * @throws BadInput in the same cases as {@link #unpack}
     */
    void unpackAll(Path target) throws IOException {
        Map<Path, String> links = new LinkedHashMap<>();
        visit((entry, content) -> {
            Path place = target.resolve(inside(entry, entry.getName()));
            Files.createDirectories(place.resolve("..").normalize());
            if (entry.isDirectory()) {
                Files.createDirectories(place);
            } else if (entry.isSymbolicLink()) {
                links.put(place, entry.getLinkName());
            } else if (entry.isLink()) {
                copy(entry, target.resolve(inside(entry, entry.getLinkName())), place);
            } else if (entry.isCharacterDevice() || entry.isBlockDevice() || entry.isFIFO()) {
                throw bad(entry, "is neither a file, a directory nor a link");
            } else {
                write(entry, content, place);
            }
        });
        link(target, links);
    }

    /**
     * A file in the tarball.
     *
     * @param path its path in the tarball
     * @param limit its maximum size, in bytes
     * @return nothing if there is no such file
     */
    Optional<Bytes> find(String path, long limit) throws IOException {
        List<Bytes> found = new ArrayList<>();
        visit((entry, content) -> {
            if (entry.isFile() && InstalledPaths.plain(entry.getName()).equals(path)) {
                found.add(Bytes.readAll(file + ": " + path, content, limit));
            }
        });
        return found.stream().findFirst();
    }

    /** The action for an entry and its contents. */
    private interface Visitor {
        void visit(TarArchiveEntry entry, InputStream content) throws IOException;
    }

    private void visit(Visitor visitor) throws IOException {
        String name = file.toString();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
                InputStream unpacked = DecompressingStream.open(name, name, in, DecompressingStream.DATA_LIMIT)) {
            BoundedArchive<TarArchiveEntry> archive =
                    new BoundedArchive<>(name, unpacked, DecompressingStream.DATA_LIMIT, TarArchiveInputStream::new);
            int count = 0;
            for (TarArchiveEntry entry = archive.next(); entry != null; entry = archive.next()) {
                if (++count > MAX_ENTRIES) {
                    throw new BadInput(file, "has more than " + MAX_ENTRIES + " entries", REMEDY);
                }
                visitor.visit(entry, archive.content());
            }
        }
    }

    private void write(TarArchiveEntry entry, InputStream content, Path place) throws IOException {
        if (Files.exists(place)) {
            throw bad(entry, "occurs twice");
        }
        Files.copy(content, place);
        if ((entry.getMode() & EXECUTABLE) != 0) {
            place.toFile().setExecutable(true, false);
        }
        Files.setLastModifiedTime(
                place, FileTime.from(entry.getLastModifiedTime().toInstant()));
    }

    /** Copies the target of a hard link, because a patch changes only one of the two names. */
    private void copy(TarArchiveEntry entry, Path former, Path place) throws IOException {
        if (!Files.isRegularFile(former) || Files.exists(place)) {
            throw bad(
                    entry,
                    "is a hard link to '" + entry.getLinkName() + "', which is not an earlier file of the archive");
        }
        Files.copy(former, place, StandardCopyOption.COPY_ATTRIBUTES);
    }

    /** Makes all links, then checks them, because a link can lead out of the directory through another link. */
    private void link(Path root, Map<Path, String> links) throws IOException {
        for (Map.Entry<Path, String> link : links.entrySet()) {
            Path place = link.getKey();
            if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
                throw new BadInput(file + ": " + root.relativize(place), "occurs twice", REMEDY);
            }
            if (link.getValue().isEmpty() || link.getValue().indexOf('\0') >= 0) {
                throw new BadInput(file + ": " + root.relativize(place), "is a dangling link", REMEDY);
            }
            Files.createSymbolicLink(place, Path.of(link.getValue()));
        }
        Path real = root.toRealPath();
        for (Map.Entry<Path, String> link : links.entrySet()) {
            Path place = link.getKey();
            if (!Files.exists(place) || !place.toRealPath().startsWith(real)) {
                throw new BadInput(
                        file + ": " + root.relativize(place),
                        "is a link to '" + link.getValue() + "', which is not in the tarball",
                        REMEDY);
            }
        }
    }

    private String inside(TarArchiveEntry entry, String path) throws BadInput {
        if (InstalledPaths.leaves(path) || path.indexOf('\0') >= 0) {
            throw bad(entry, "leads out of the tarball");
        }
        if (path.length() > LONGEST_PATH) {
            throw new BadInput(file, "has a path of " + path.length() + " characters", REMEDY);
        }
        return InstalledPaths.plain(path);
    }

    private BadInput bad(TarArchiveEntry entry, String problem) {
        return new BadInput(file + ": " + entry.getName(), problem, REMEDY);
    }
}
