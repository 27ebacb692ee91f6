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
 * Files and directories of a cache where other users may be able to write. No symbolic link is followed, and nothing is taken that another
 * user owns, or that everybody can write to: root and the user who runs the build are the only ones who are trusted.
 */
public final class OwnFiles {
    private static final int ROOT = 0;
    private static final int OTHERS_WRITE = 0002;

    private OwnFiles() {}

    /**
     * Makes a directory, or takes the one that is there, whoever owns it.
     *
     * @throws BadInput when a symbolic link is there
     */
    public static Path directory(Path directory) throws IOException {
        checkNoLink(directory);
        return Files.createDirectories(directory);
    }

    /**
     * Makes a directory that nobody else can write to: one that is not our own is deleted before.
     *
     * @throws BadInput when a symbolic link is there, or what is there cannot be deleted
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
     * A file, where there is one of our own.
     *
     * @throws BadInput when something is there that is no file, such as a symbolic link
     */
    public static Optional<Path> file(Path file) throws IOException {
        checkFile(file);
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS) && isOwn(file) ? Optional.of(file) : Optional.empty();
    }

    /**
     * Opens a lock, which is made where it is not there.
     *
     * @throws BadInput when something is there that is no file
     */
    public static FileChannel lock(Path lock) throws IOException {
        checkFile(lock); // to open a FIFO would wait for a reader
        return FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    }

    /** Whether only root and the user who runs the build can write to a file or directory. */
    public static boolean isOwn(Path path) throws IOException {
        if (!path.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return true;
        }
        int owner = (int) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
        int mode = (int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
        boolean link = Files.isSymbolicLink(path); // whose mode says nothing
        return (owner == ROOT || owner == user()) && (link || (mode & OTHERS_WRITE) == 0);
    }

    /** Why a file or directory is not our own, for a message. */
    public static String foreign(Path path) throws IOException {
        PosixFileAttributes there = Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        int owner = (int) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
        return owner == ROOT || owner == user()
                ? "can be written to by everybody"
                : "belongs to another user, " + there.owner().getName();
    }

    /** Number of the user who runs the build: a container may have no name for it. */
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

    /** Refuses what is there and is no file. */
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
