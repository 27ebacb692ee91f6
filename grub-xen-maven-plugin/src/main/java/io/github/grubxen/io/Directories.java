// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.io;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lists directories in an order that depends only on names, and deletes them with their contents. */
public final class Directories {
    /** Maximum length of the name of a file or directory, in bytes: NAME_MAX of Linux's file systems. */
    public static final int LONGEST_NAME = 255;

    /** Java's encoding of file names, which depends on the locale. */
    private static final String ENCODING = System.getProperty("sun.jnu.encoding", "unknown");

    private Directories() {}

    /** The entries of a directory in byte order of their names. */
    public static List<Path> list(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.sorted(
                            Comparator.comparing(entry -> String.valueOf(entry.getFileName()), new ByComponents()))
                    .toList();
        }
    }

    /**
     * The name of a file, decoded from UTF-8, as it is written into an archive.
     *
     * @throws BadInput if the name is not UTF-8 or contains a control character, or if the locale of Java is not UTF-8 and the
     *     name is not ASCII
     */
    public static String name(Path file) throws BadInput {
        String name = String.valueOf(file.getFileName());
        checkName(file.toString(), name);
        return name;
    }

    /** Checks a given name in the same way as {@link #name}. */
    public static void checkName(String where, String name) throws BadInput {
        int control = name.chars().filter(Character::isISOControl).findFirst().orElse(-1);
        if (control >= 0) {
            throw new BadInput(
                    where,
                    String.format("its name contains the control character U+%04X", control),
                    "Rename the file: this character can neither be seen nor typed.");
        }
        boolean ascii = name.chars().allMatch(character -> character < 0x80);
        if (!ascii && (name.indexOf('\ufffd') >= 0 || !ENCODING.equals("UTF-8"))) {
            throw new BadInput(
                    where,
                    "its name is not UTF-8, or Java does not read it as UTF-8 (its encoding of file names is "
                            + ENCODING + ")",
                    "Rename the file, or run Maven in a UTF-8 locale, such as LC_ALL=C.UTF-8.");
        }
    }

    /**
     * Deletes a file, or a directory with its contents. Links are deleted, not followed. Does nothing if the path does not
     * exist. Files in it may vanish meanwhile.
     */
    public static void delete(Path path) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                    throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.deleteIfExists(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
