// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lock;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.InputFile;
import io.github.grubxen.io.Place;
import io.github.grubxen.platform.Platform;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A lock file that was read.
 *
 * @param path the file
 * @param lock the contents of the file
 * @param lines line numbers, from 1: of a file's digest by the {@link LockedFile}, of a tree's digest by the {@link Platform},
 *     and of a field of the first paragraph by the field's name
 */
public record LockFile(Path path, GrubLock lock, Map<Object, Integer> lines) {

    /** Copies the map. */
    public LockFile {
        lines = Map.copyOf(lines);
    }

    /**
     * Reads a lock file.
     *
     * @return empty if there is no such file
     * @throws BadInput if the file is damaged; the message names the line and the problem
     */
    public static Optional<LockFile> read(Path path) throws IOException {
        return InputFile.isThere(path) ? Optional.of(LockReader.read(path)) : Optional.empty();
    }

    /** Whether the lock matches the request of a build. */
    public boolean fits(AskedOrigin asked) {
        return asked.isFor(lock.origin())
                && asked.version().map(this::isLockedVersion).orElse(true);
    }

    /**
     * Checks that the lock matches the request of a build and contains its platforms.
     *
     * @throws BadInput if not; the message names the locked and the requested values
     */
    public void check(AskedOrigin asked, Set<Platform> platforms) throws BadInput {
        checkOrigin(asked);
        if (!fits(asked)) {
            throw other(
                    LockFormat.VERSION,
                    "version " + lockedVersion(),
                    asked.where() + " asks for version " + asked.version().orElseThrow());
        }
        Set<Platform> missing = platforms.stream()
                .filter(platform -> !lock.trees().containsKey(platform))
                .collect(Collectors.toSet());
        if (!missing.isEmpty()) {
            throw new BadInput(
                    path,
                    "has no tree of "
                            + missing.stream().sorted().map(Platform::id).collect(Collectors.joining(", ")),
                    "Run the goal grub-xen:lock, which adds the platform and keeps the version, or build without this platform.");
        }
    }

    /**
     * Checks that the lock has the origin that a build requests, in any version.
     *
     * @throws BadInput if not; the message names both origins
     */
    public void checkOrigin(AskedOrigin asked) throws BadInput {
        if (!asked.isFor(lock.origin())) {
            throw other(LockFormat.ORIGIN, lock.origin().toString(), asked.where() + " asks for " + asked.described());
        }
    }

    /** The version of the package with the modules. Without a package, the version of the source package. */
    String lockedVersion() {
        return lock.files().stream()
                .findFirst()
                .filter(LockedFile::isPackage)
                .map(LockedFile::version)
                .orElse(lock.version());
    }

    private boolean isLockedVersion(String version) {
        return version.equals(lockedVersion());
    }

    private BadInput other(String field, String locked, String asked) {
        return new BadInput(
                place(field),
                "the lock is for " + locked + ", but " + asked,
                "Change the request, or run the goal grub-xen:lock to lock what it names.");
    }

    /** The place of the digest of a locked file or tree, or of a field of the first paragraph. */
    Place place(Object what) {
        return new Place.WholeLine(path.toString(), Objects.requireNonNull(lines.get(what)));
    }
}
