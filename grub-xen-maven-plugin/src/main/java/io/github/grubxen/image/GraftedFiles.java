package io.github.grubxen.image;

import io.github.grubxen.archive.GrubTar;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Files of one's own for a memdisk, in grub-mkstandalone's notation; unlike there, what is named and missing, or is no
 * file, is an error.
 *
 * <p>Source: "Image format", section 8.1.
 */
public final class GraftedFiles {
    private static final long LIMIT = 1L << 29;

    private final String where;
    private final boolean followLinks;
    private final Set<Path> open = new HashSet<>();
    private final List<GrubTar.File> files = new ArrayList<>();

    /**
     * Nothing yet.
     *
     * @param where the POM element or property that the files come from, for messages
     * @param followLinks whether symbolic links stand for what they point to; without it they are an error
     */
    public GraftedFiles(String where, boolean followLinks) {
        this.where = where;
        this.followLinks = followLinks;
    }

    /**
     * Reads files.
     *
     * @param arguments each {@code to=from}, or a path that counts for both
     */
    public static List<GrubTar.File> read(List<String> arguments, boolean followLinks) throws IOException {
        GraftedFiles grafted = new GraftedFiles("grub-xen.files", followLinks);
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            String to = equals < 0 ? argument : argument.substring(0, equals);
            grafted.graft(to, Path.of(argument.substring(equals + 1)));
        }
        return grafted.files();
    }

    /** Adds a file, or a folder with all that is in it by the bytes of the names. */
    public void graft(String to, Path from) throws IOException {
        String name = to.replaceAll("/+", "/").replaceFirst("^/", "").replaceFirst("/$", "");
        if (name.isEmpty() && !Files.isDirectory(from)) {
            throw new BadInput(
                    where + ", '" + to + "=" + from + "'", "no name for the file in the image", "Write to=from.");
        }
        add(name, from);
    }

    /** The files in the order in which they were added. */
    public List<GrubTar.File> files() {
        return List.copyOf(files);
    }

    private void add(String name, Path from) throws IOException {
        if (Files.isSymbolicLink(from) && !followLinks) {
            throw new BadInput(
                    from,
                    "a symbolic link, which grub-mkstandalone would leave out without a word",
                    "Name the file itself, or set grub-xen.followLinks.");
        }
        if (Files.isDirectory(from)) {
            if (!open.add(from.toRealPath())) {
                throw new BadInput(from, "a symbolic link to a folder that it lies in", "Take the link away.");
            }
            for (Path entry : Folders.list(from)) {
                add(name.isEmpty() ? fileName(entry) : name + "/" + fileName(entry), entry);
            }
            open.remove(from.toRealPath());
        } else {
            files.add(new GrubTar.File(name, Bytes.read(from, LIMIT)));
        }
    }

    private static String fileName(Path path) {
        return String.valueOf(path.getFileName());
    }
}
