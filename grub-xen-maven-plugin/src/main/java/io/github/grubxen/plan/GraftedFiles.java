// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.plan;

import io.github.grubxen.archive.GrubTar;
import io.github.grubxen.format.Image;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Directories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The user's own files for a memdisk, in grub-mkstandalone's notation. Unlike in grub-mkstandalone, a named path that is
 * missing or not a file is an error.
 *
 * <p>Source: "Image format", section 8.1.
 */
public final class GraftedFiles {
    private static final long MAX_FILE_BYTES = 1L << 29;
    private static final String NOTATION = "Write to=from.";

    private final String where;
    private final Links links;
    private final Set<Path> open = new HashSet<>();
    private final List<Graft> grafts = new ArrayList<>();
    private long size;

    /**
     * The treatment of symbolic links.
     *
     * @param followed whether links are followed; otherwise they are an error
     * @param option the caller's name for the option that follows links, if there is one
     */
    public record Links(boolean followed, Optional<String> option) {
        /** Links are an error, and no option follows them. */
        public static final Links REFUSED = new Links(false, Optional.empty());
    }

    /** A file, and its name in the memdisk. */
    private record Graft(String name, Path from) {}

    /**
     * No files yet.
     *
     * @param where the POM element or property that the files come from, for messages
     */
    public GraftedFiles(String where, Links links) {
        this.where = where;
        this.links = links;
    }

    /**
     * Reads files.
     *
     * @param where the POM element or property that the files come from, for messages
     * @param directory the directory to resolve relative paths against
     * @param arguments each {@code to=from}, or a path that is used for both
     */
    public static List<GrubTar.File> read(String where, Path directory, List<String> arguments, Links links)
            throws IOException {
        GraftedFiles grafted = new GraftedFiles(where, links);
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            String from = argument.substring(equals + 1).strip();
            if (from.isEmpty()) {
                throw new BadInput(where + ", '" + argument + "'", "nothing after the '='", NOTATION);
            }
            grafted.graft(equals < 0 ? argument : argument.substring(0, equals).strip(), directory.resolve(from));
        }
        return grafted.files();
    }

    /** Adds a file, or a directory with its contents in the order of the names' bytes. */
    public void graft(String to, Path from) throws IOException {
        String given = where + ", '" + to + "=" + from + "'";
        boolean directory = Files.isDirectory(from);
        String name = to.replaceAll("/+", "/").replaceFirst("^/", "");
        if (!directory && (name.isEmpty() || name.endsWith("/"))) {
            throw new BadInput(given, "no name for the file in the image", NOTATION);
        }
        if (("/" + name + "/").contains("/./")) {
            throw new BadInput(given, "a '.' in the path in the image", NOTATION + " The path of to is without it.");
        }
        Directories.checkName(given, name);
        int before = grafts.size();
        add(name.replaceFirst("/$", ""), from);
        if (grafts.size() == before) {
            throw new BadInput(given, "an empty directory, of which an image keeps no trace", "Leave it out.");
        }
    }

    /** The files in the order in which they were added. */
    public List<GrubTar.File> files() throws IOException {
        List<GrubTar.File> files = new ArrayList<>();
        for (Graft graft : grafts) {
            files.add(new GrubTar.File(graft.name, Bytes.read(graft.from, MAX_FILE_BYTES)));
        }
        return files;
    }

    private void add(String name, Path from) throws IOException {
        if (Files.isSymbolicLink(from) && !links.followed()) {
            throw new BadInput(
                    from,
                    "a symbolic link, which grub-mkstandalone would leave out without a word",
                    "Name the file itself"
                            + links.option().map(option -> ", or set " + option).orElse("") + ".");
        }
        if (Files.isDirectory(from)) {
            if (!open.add(from.toRealPath())) {
                throw new BadInput(from, "a symbolic link to a directory that it lies in", "Take the link away.");
            }
            for (Path entry : Directories.list(from)) {
                add(name.isEmpty() ? Directories.name(entry) : name + "/" + Directories.name(entry), entry);
            }
            open.remove(from.toRealPath());
        } else {
            grafts.add(new Graft(name, from));
            checkSize(from);
        }
    }

    /** Checks the total size before a file is read. An image cannot contain more, and Java usually has less memory. */
    private void checkSize(Path from) throws IOException {
        size += Files.isRegularFile(from) ? Files.size(from) : 0;
        if (size > Image.MAX_BYTES) {
            throw new BadInput(
                    where,
                    "up to " + from + " the files have " + size + " bytes, and an image has " + Image.MAX_BYTES
                            + " at most",
                    "Put less into its memdisk.");
        }
    }
}
