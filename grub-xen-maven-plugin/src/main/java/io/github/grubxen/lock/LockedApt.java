// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lock;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.BuildLog;
import io.github.grubxen.io.Diagnostic;
import io.github.grubxen.source.AptPackage;
import io.github.grubxen.source.AptRepository;
import io.github.grubxen.source.DebSource;
import io.github.grubxen.source.FetchedSource;
import io.github.grubxen.source.ModuleSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The packages of a lock, from apt. The cache is searched first: a cached file with the locked digest can be used even if the
 * archive no longer has it.
 *
 * @param repository the locked suite
 * @param lock the lock
 * @param keepCopy a sentence that tells the user how to keep a copy of a package
 */
public record LockedApt(AptRepository repository, LockFile lock, String keepCopy) implements ModuleSource {

    @Override
    public String description() {
        return lock.lock().files().get(0) + " of " + repository.suite();
    }

    @Override
    public FetchedSource fetched(BuildLog log) throws IOException {
        if (lock.lock().files().stream().anyMatch(file -> !file.isPackage())
                || lock.lock().files().isEmpty()) {
            throw new BadInput(lock.path(), "names no package for apt", "Run the goal grub-xen:update.");
        }
        repository.warnOfOthers(log);
        List<Path> files = new ArrayList<>();
        for (LockedFile file : lock.lock().files()) {
            files.add(fetched(file, log));
        }
        log.info("Using " + files.get(0).getFileName() + " of " + repository.suite() + ", as locked");
        return new DebSource(files.get(0), Optional.of(lock.lockedVersion()));
    }

    private Path fetched(LockedFile file, BuildLog log) throws IOException {
        String fileName = file.name() + "_" + file.version().replace(":", "%3a") + "_" + file.architecture() + ".deb";
        AptPackage wanted = new AptPackage(file.name(), file.version(), fileName, file.sha256());
        if (repository.mustFetch(wanted)) {
            AptPackage offered = offered(file, log);
            if (!offered.sha256().equals(file.sha256())) {
                throw LockedSource.differs(
                        lock, file, offered.fileName() + " of " + repository.suite(), offered.sha256());
            }
        }
        try {
            return repository.download(List.of(wanted), log).get(0);
        } catch (BadInput failure) { // a list can name a file that the archive no longer has
            throw explained(file, failure, log);
        }
    }

    private AptPackage offered(LockedFile file, BuildLog log) throws IOException {
        try {
            return repository.offered(file.name(), Optional.of(file.version()), log);
        } catch (BadInput failure) {
            throw explained(file, failure, log);
        }
    }

    /** If the archive now has another version, a failure that says so; otherwise the given failure. */
    private BadInput explained(LockedFile file, BadInput failure, BuildLog log) throws IOException {
        AptPackage newest;
        try {
            newest = repository.offered(file.name(), Optional.empty(), log);
        } catch (BadInput nothing) { // offline, or the network is down
            return failure;
        }
        if (newest.version().equals(file.version())) {
            return failure;
        }
        return new BadInput(new Diagnostic(
                lock.place(file),
                Diagnostic.INPUT,
                Diagnostic.Severity.ERROR,
                file + " is locked, but neither the cache nor the archive has it: " + repository.suite() + " has "
                        + newest.version() + " now",
                failure.diagnostic().quoted(),
                "Run the goal grub-xen:update to lock that version. " + keepCopy));
    }
}
