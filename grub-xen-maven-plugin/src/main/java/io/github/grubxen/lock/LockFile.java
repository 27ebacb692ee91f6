// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lock;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Place;
import io.github.grubxen.platform.Platform;
import java.io.IOException;
import java.nio.file.Files;
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
 * @param lock what it says
 * @param lines the number of the line, from 1, that has a file's digest, a tree's digest, or a field of the first paragraph, by the
 *     {@link LockedFile}, the {@link Platform} or the field's name
 */
public record LockFile(Path path, GrubLock lock, Map<Object, Integer> lines) {

    /** Copies the map. */
    public LockFile {
        lines = Map.copyOf(lines);
    }

    /**
     * Reads a lock file.
     *
     * @return nothing if there is no such file
     * @throws BadInput if it is damaged, with the line and what is wrong there
     */
    public static Optional<LockFile> read(Path path) throws IOException {
        return Files.exists(path) ? Optional.of(LockReader.read(path)) : Optional.empty();
    }

    /** Whether the lock is for what a build asks for. */
    public boolean fits(AskedOrigin asked) {
        return asked.isFor(lock.origin())
                && asked.version().map(this::isLockedVersion).orElse(true);
    }

    /**
     * Checks that the lock is for what a build asks for, and for its platforms.
     *
     * @throws BadInput if it is not; the message names what is locked and what is asked for
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
     * Checks that the lock is for the origin that a build asks for, in whatever version.
     *
     * @throws BadInput if it is not; the message names both
     */
    public void checkOrigin(AskedOrigin asked) throws BadInput {
        if (!asked.isFor(lock.origin())) {
            throw other(LockFormat.ORIGIN, lock.origin().toString(), asked.where() + " asks for " + asked.described());
        }
    }

    /** The version of the package with the modules; of the source package, if they came out of no package. */
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

    /** The place that has the digest of a locked file or tree, or a field of the first paragraph. */
    Place place(Object what) {
        return new Place.WholeLine(path.toString(), Objects.requireNonNull(lines.get(what)));
    }
}
