package io.github.grubxen.deb;

import io.github.grubxen.io.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** What a package installs as a folder on disk, for another packager to take; owners are left to that one. */
public final class StagedFolder {
    private static final int OWNER_READ = 0400;
    private static final String LETTERS = "rwxrwxrwx";

    private StagedFolder() {}

    /** Replaces a folder by one with the contents, and modes as in the package. */
    public static void write(PackageContents contents, Path folder) throws IOException {
        AtomicFile.replaceFolder(folder, fresh -> {
            Files.createDirectories(fresh);
            for (PackageEntry entry : contents.entries()) {
                Path path = fresh.resolve(entry.path());
                if (entry instanceof PackageEntry.Folder made) {
                    Files.createDirectory(path);
                    Files.setPosixFilePermissions(path, permissions(made.mode() | 0700));
                } else if (entry instanceof PackageEntry.Link link) {
                    Files.createSymbolicLink(path, Path.of(link.target()));
                } else if (entry instanceof PackageEntry.RegularFile file) {
                    try (InputStream in = file.content().open()) {
                        Files.copy(in, path);
                    }
                    Files.setPosixFilePermissions(path, permissions(file.mode()));
                }
            }
        });
    }

    private static Set<PosixFilePermission> permissions(int mode) {
        StringBuilder letters = new StringBuilder();
        for (int bit = 0; bit < LETTERS.length(); bit++) {
            letters.append((mode & OWNER_READ >> bit) != 0 ? LETTERS.charAt(bit) : '-');
        }
        return PosixFilePermissions.fromString(letters.toString());
    }
}
