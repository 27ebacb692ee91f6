// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.domain;

import io.github.grubxen.io.AtomicFile;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * Replaces a configuration and keeps the former file beside it.
 *
 * @param file the file to write; it need not exist
 * @param backup where to keep the former file. Default: the name of the file with {@code .bak}, and a number if there is another
 *     backup with that name
 * @param names the user's names for the two files, for messages
 */
public record KeptFile(Path file, Optional<Path> backup, Names names) {
    private static final int MOST_BACKUPS = 1000;

    private static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    /** The directory in which Debian's xendomains starts a guest for each file. Source: xendomains(8), XENDOMAINS_AUTO. */
    private static final String STARTED = "auto";

    /**
     * The names of the options that the user gives.
     *
     * @param file the option for the file to write
     * @param backup the option for the backup
     */
    public record Names(String file, String backup) {}

    /**
     * Writes the file, unless it already has these contents.
     *
     * @param model the file whose permissions and owner a new file gets; an existing file keeps its own
     * @return the backup, if one was made
     * @throws BadInput if there is another file at the place of the backup, or the owner cannot be kept
     */
    public Optional<Path> write(Bytes content, Path model) throws IOException {
        if (!Files.exists(file)) {
            replace(file, content, model);
            return Optional.empty();
        }
        Path real = file.toRealPath();
        Bytes former = Bytes.read(real, XlConfig.MAX_BYTES);
        if (former.equals(content)) {
            return Optional.empty();
        }
        Path kept = backup(real);
        if (!Files.exists(kept)) {
            replace(kept, former, real);
        }
        replace(file, content, real);
        return Optional.of(kept);
    }

    private Path backup(Path real) throws IOException {
        if (backup.isPresent()) {
            if (!isFree(backup.get(), real)) {
                throw new BadInput(names.backup, backup.get() + " already exists", "Name a file that does not exist.");
            }
            return backup.get();
        }
        Path directory = real.resolveSibling(".").normalize();
        if (directory.endsWith(STARTED)) {
            throw new BadInput(
                    directory,
                    "a backup in this directory would be started as a guest by xendomains",
                    "Name a file in another directory with " + names.backup + ".");
        }
        for (int i = 0; i < MOST_BACKUPS; i++) {
            Path candidate = real.resolveSibling(real.getFileName() + ".bak" + (i == 0 ? "" : "." + i));
            if (isFree(candidate, real)) {
                return candidate;
            }
        }
        throw new BadInput(directory, "has " + MOST_BACKUPS + " backups of " + real.getFileName(), "Remove old ones.");
    }

    /** Whether there is no backup at a path, or one with the same contents. */
    private static boolean isFree(Path candidate, Path real) throws IOException {
        return !Files.exists(candidate) || (Files.isRegularFile(candidate) && Files.mismatch(candidate, real) < 0);
    }

    private void replace(Path target, Bytes content, Path model) throws IOException {
        AtomicFile.replace(target, fresh -> {
            Files.createFile(fresh, PRIVATE); // a configuration can contain a password
            Files.write(fresh, content.toArray());
            copyAccess(model, fresh);
        });
    }

    private void copyAccess(Path model, Path fresh) throws IOException {
        PosixFileAttributes wanted = Files.readAttributes(model, PosixFileAttributes.class);
        PosixFileAttributeView view = Files.getFileAttributeView(fresh, PosixFileAttributeView.class);
        PosixFileAttributes now = view.readAttributes();
        try {
            if (!now.group().equals(wanted.group())) {
                view.setGroup(wanted.group());
            }
            if (!now.owner().equals(wanted.owner())) {
                view.setOwner(wanted.owner());
            }
        } catch (IOException e) {
            throw BadInput.of(
                    file,
                    "would no longer belong to the user " + wanted.owner().getName() + " and the group "
                            + wanted.group().getName(),
                    e,
                    "Run this as the owner of the file, or as root; or name another file with " + names.file + ".");
        }
        view.setPermissions(wanted.permissions());
    }
}
