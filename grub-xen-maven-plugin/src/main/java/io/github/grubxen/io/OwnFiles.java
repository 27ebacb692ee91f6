// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.io;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Optional;

/**
 * Files and directories of a cache that other users may be able to write to. Symbolic links are not followed. Files that
 * another user owns, or that everybody can write to, are not used: only root and the user who runs the build are trusted.
 */
public final class OwnFiles {
    /** The remedy for a cache that cannot be used. */
    public static final String REMEDY = "Let this user read and write there, or name another directory as the cache.";

    private static final int ROOT = 0;
    private static final int OTHERS_WRITE = 0002;

    private OwnFiles() {}

    /**
     * Creates a directory, or uses the existing one, whoever owns it.
     *
     * @throws BadInput if there is a symbolic link
     */
    public static Path directory(Path directory) throws IOException {
        checkNoLink(directory);
        return Files.createDirectories(directory);
    }

    /**
     * Creates a directory that no other user can write to. An existing directory of another user is deleted first.
     *
     * @throws BadInput if there is a symbolic link, or if the existing directory cannot be deleted
     */
    public static Path ownDirectory(Path directory) throws IOException {
        checkNoLink(directory);
        if (Files.exists(directory, LinkOption.NOFOLLOW_LINKS) && !isOwn(directory)) {
            try {
                Directories.delete(directory);
            } catch (IOException e) {
                throw BadInput.of(
                        directory, foreign(directory) + ", and cannot be deleted", e, "Delete it as that user.");
            }
        }
        return Files.createDirectories(directory);
    }

    /**
     * The file, if it exists and belongs to this user or root.
     *
     * @throws BadInput if the path is not a regular file, for example a symbolic link
     */
    public static Optional<Path> file(Path file) throws IOException {
        checkFile(file);
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS) && isOwn(file) ? Optional.of(file) : Optional.empty();
    }

    /**
     * Opens a lock file. It is created if it does not exist.
     *
     * @throws BadInput if the path is not a regular file
     */
    public static FileChannel lock(Path lock) throws IOException {
        checkFile(lock); // opening a FIFO would block
        return FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    }

    /** Whether only root and the user who runs the build can write to a file or directory. */
    public static boolean isOwn(Path path) throws IOException {
        if (!path.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return true;
        }
        int owner = (int) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
        int mode = (int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
        boolean link = Files.isSymbolicLink(path); // the mode of a link has no meaning
        return (owner == ROOT || owner == user()) && (link || (mode & OTHERS_WRITE) == 0);
    }

    /** The reason why a file or directory is not trusted, for a message. */
    public static String foreign(Path path) throws IOException {
        PosixFileAttributes there = Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        int owner = (int) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
        return owner == ROOT || owner == user()
                ? "can be written to by everybody"
                : "belongs to another user, " + there.owner().getName();
    }

    /** Number of the user who runs the build. In a container, the user may have no name. */
    private static int user() throws IOException {
        return (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    }

    /** Refuses a symbolic link. */
    public static void checkNoLink(Path path) throws BadInput {
        if (Files.isSymbolicLink(path)) {
            throw new BadInput(
                    path,
                    "is a symbolic link, and links in the cache are not followed",
                    "Remove it. To keep the cache elsewhere, name that directory as the cache.");
        }
    }

    /** Refuses an existing path that is not a regular file. */
    public static void checkFile(Path path) throws BadInput {
        checkNoLink(path);
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new BadInput(
                    path,
                    "is " + (Files.isDirectory(path) ? "a directory" : "not a regular file")
                            + ", but the cache needs a file there",
                    "Remove it: the next build makes the file again.");
        }
    }
}
