// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lock;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Digest;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.source.FetchedSource;
import io.github.grubxen.source.GrubOrigin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * A source whose modules must match a lock. A file is checked before it is opened, and a tree after it is copied.
 *
 * @param source the source of the modules
 * @param lock the lock to compare with
 */
public record LockedSource(FetchedSource source, LockFile lock) implements FetchedSource {
    private static final String REMEDY =
            "Restore the locked file or directory. If the other one is right, run the goal grub-xen:update,"
                    + " or remove the lock file to build without a lock.";

    /**
     * The source. Its files are checked first.
     *
     * @throws BadInput if a file differs from the locked one
     */
    public static LockedSource of(FetchedSource source, LockFile lock) throws IOException {
        int files = 0;
        Optional<Path> modules = source.file();
        if (modules.isPresent()) {
            check(lock, files++, modules.get());
            Optional<Path> copyright = source.copyrightPackage(); // opens the file that has just been checked
            if (copyright.isPresent()) {
                check(lock, files++, copyright.get());
            }
        }
        if (files < lock.lock().files().size()) {
            LockedFile missing = lock.lock().files().get(files);
            throw new BadInput(
                    lock.place(missing),
                    "the lock names " + missing + ", but " + source.description() + " does not have it",
                    modules.isPresent() ? "Put the package beside " + modules.get() + ". " + REMEDY : REMEDY);
        }
        return new LockedSource(source, lock);
    }

    private static void check(LockFile lock, int index, Path file) throws IOException {
        if (index >= lock.lock().files().size()) {
            throw new BadInput(lock.path(), "has no digest of " + file, REMEDY);
        }
        LockedFile locked = lock.lock().files().get(index);
        String sha256 = Digest.sha256(file);
        if (!sha256.equals(locked.sha256())) {
            throw differs(lock, locked, file.toString(), sha256);
        }
    }

    /** The error for a file that is not the locked one. */
    static BadInput differs(LockFile lock, LockedFile locked, String other, String sha256) {
        return new BadInput(
                lock.place(locked),
                locked + " has the SHA-256 " + locked.sha256() + " in the lock, but " + other + " has " + sha256,
                REMEDY);
    }

    @Override
    public String description() {
        return source.description();
    }

    @Override
    public Optional<String> version() {
        return source.version();
    }

    @Override
    public Optional<Path> file() {
        return source.file();
    }

    @Override
    public Optional<Path> copyrightPackage() throws IOException {
        return source.copyrightPackage();
    }

    @Override
    public GrubOrigin copyTo(Path directory, Set<Platform> platforms) throws IOException {
        GrubOrigin origin = source.copyTo(directory, platforms);
        for (Platform platform : platforms) {
            TreeDigest locked = lock.lock().trees().get(platform);
            TreeDigest copied = TreeDigest.of(directory.resolve(platform.id()));
            if (locked != null && !copied.equals(locked)) {
                throw new BadInput(
                        lock.place(platform),
                        "the tree of " + platform + " has the SHA-256 " + locked.sha256() + " in the lock ("
                                + locked.files() + " files), but the one from " + source.description() + " has "
                                + copied.sha256() + " (" + copied.files() + " files)",
                        REMEDY);
            }
        }
        return origin;
    }

    /** Includes the lock, so that the modules are checked again when it changes. */
    @Override
    public String state(Set<Platform> platforms) throws IOException {
        byte[] text = lock.lock().toText().getBytes(StandardCharsets.UTF_8);
        return source.state(platforms) + " lock " + Digest.sha256(Bytes.of("lock", text));
    }
}
