// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.BuildLog;
import io.github.grubxen.lock.AskedOrigin;
import io.github.grubxen.lock.LockFile;
import io.github.grubxen.lock.LockOrigin;
import io.github.grubxen.lock.LockedApt;
import io.github.grubxen.lock.LockedSource;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.source.AptRepository;
import io.github.grubxen.source.AptSource;
import io.github.grubxen.source.FetchedSource;
import io.github.grubxen.source.ModuleSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * The source of a project's modules, with and without its lock.
 *
 * @param grub the project's configuration
 * @param places the directories and the mode of the build's files
 * @param artifacts finds the files of artifacts
 * @param lockFile the lock file, which may be missing
 */
record ModuleSources(GrubConfiguration grub, BuildPlaces places, ArtifactFiles artifacts, Path lockFile) {
    private static final String KEEP_COPY = "A version that must stay can be kept as a copy: attach the modules with"
            + " <attachModules> and use them with <grub><artifact>, or keep the package file and use <grub><deb>.";

    /** The source that a build uses: the locked one if there is a lock. */
    FetchedSource forBuild(Set<Platform> platforms, BuildLog log) throws IOException {
        grub.warnOfSameVersion(log);
        Optional<LockFile> lock = lock();
        if (lock.isEmpty()) {
            return source(Optional.empty(), log).fetched(log);
        }
        lock.get().check(asked(), platforms);
        return locked(lock.get(), log);
    }

    private ModuleSource source(Optional<LockFile> lock, BuildLog log) throws IOException {
        return grub.source(places, artifacts, lock.map(LockFile::lock), log);
    }

    /** The source to lock. If the lock matches the project's configuration, this is the locked source. */
    FetchedSource forLock(BuildLog log) throws IOException {
        Optional<LockFile> lock = fitting();
        return lock.isPresent()
                ? locked(lock.get(), log)
                : source(Optional.empty(), log).fetched(log);
    }

    /** The origin of the source to lock. */
    LockOrigin origin() throws IOException {
        Optional<LockFile> lock = fitting();
        AskedOrigin asked = asked();
        if (lock.isPresent()) {
            return lock.get().lock().origin();
        }
        String detail = asked.detail().orElse("");
        return new LockOrigin(
                asked.kind(),
                asked.kind() == LockOrigin.Kind.APT
                        ? new AptRepository(places.cache(), asked.detail(), places.offline()).suite()
                        : detail);
    }

    /** The lock, if it matches the project's configuration. */
    private Optional<LockFile> fitting() throws IOException {
        AskedOrigin asked = asked();
        return lock().filter(lock -> lock.fits(asked));
    }

    /** The source of a lock. */
    FetchedSource locked(LockFile lock, BuildLog log) throws IOException {
        FetchedSource source = isApt(lock)
                ? new LockedApt(repository(lock), lock, KEEP_COPY).fetched(log)
                : source(Optional.of(lock), log).fetched(log);
        return LockedSource.of(source, lock);
    }

    /** The newest source that the lock can move to: in the suite of the lock, unless the project requests a version. */
    FetchedSource newest(LockFile lock, BuildLog log) throws IOException {
        LockOrigin origin = lock.lock().origin();
        boolean asksApt = isApt(lock)
                || (origin.kind() == LockOrigin.Kind.SOURCE && !origin.detail().isEmpty());
        if (asksApt && places.offline()) {
            throw new BadInput(
                    "Maven's option -o",
                    "does not let apt say what is newer in " + origin.detail(),
                    "Run the goal without it.");
        }
        return isApt(lock)
                ? new AptSource(repository(lock), asked().version()).fetched(log)
                : source(Optional.empty(), log).fetched(log);
    }

    /** The packages of a lock's suite. */
    AptRepository repository(LockFile lock) throws IOException {
        return new AptRepository(
                places.cache(), Optional.of(lock.lock().origin().detail()), places.offline());
    }

    /** The lock, if there is one. */
    Optional<LockFile> lock() throws IOException {
        return LockFile.read(lockFile);
    }

    AskedOrigin asked() throws IOException {
        return grub.asked();
    }

    private static boolean isApt(LockFile lock) {
        return lock.lock().origin().kind() == LockOrigin.Kind.APT;
    }
}
