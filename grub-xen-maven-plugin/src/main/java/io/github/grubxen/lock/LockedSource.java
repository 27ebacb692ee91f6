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
import java.util.Iterator;
import java.util.List;
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
        Check check = new Check(lock, lock.lock().files().iterator());
        for (Path file : source.files()) {
            check.next(file);
        }
        Optional<Path> copyright = source.copyrightPackage(); // opens the file that has just been checked
        if (copyright.isPresent()) {
            check.next(copyright.get());
        }
        for (Path patch : source.patches()) {
            check.next(patch);
        }
        check.end(source);
        return new LockedSource(source, lock);
    }

    /** A comparison of files with those of a lock, in the lock's order. */
    private record Check(LockFile lock, Iterator<LockedFile> locked) {

        void next(Path file) throws IOException {
            if (!locked.hasNext()) {
                throw new BadInput(lock.path(), "has no digest of " + file, REMEDY);
            }
            LockedFile next = locked.next();
            String sha256 = Digest.sha256(file);
            if (!sha256.equals(next.sha256())) {
                throw differs(lock, next, file.toString(), sha256);
            }
        }

        void end(FetchedSource source) throws IOException {
            if (locked.hasNext()) {
                LockedFile missing = locked.next();
                throw new BadInput(
                        lock.place(missing),
                        "the lock names " + missing + ", but " + source.description() + " does not have it",
                        missing.isPackage() && !source.files().isEmpty()
                                ? "Put the package beside " + source.files().get(0) + ". " + REMEDY
                                : REMEDY);
            }
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
    public List<Path> files() {
        return source.files();
    }

    @Override
    public List<Path> patches() {
        return source.patches();
    }

    @Override
    public Optional<String> changelog() throws IOException {
        return source.changelog();
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
