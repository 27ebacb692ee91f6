// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lock;

import io.github.grubxen.io.Directories;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.source.FetchedSource;
import io.github.grubxen.source.GrubOrigin;
import io.github.grubxen.source.ModulesDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes a lock for the modules that a source contains now. */
public final class Locking {
    /** The end of an artifact's coordinates if it is a package. */
    private static final String DEB = ":deb";

    private Locking() {}

    /**
     * The lock for a source.
     *
     * @param origin the origin of the source
     * @param scratch a directory for copies of the trees, which is deleted afterwards
     */
    public static GrubLock lock(LockOrigin origin, FetchedSource source, Set<Platform> platforms, Path scratch)
            throws IOException {
        try {
            ModulesDirectory modules = new ModulesDirectory(scratch);
            modules.fill(source, platforms);
            return of(origin, source, modules);
        } finally {
            Directories.delete(scratch);
        }
    }

    /** The lock for a source whose trees were copied to a directory. */
    static GrubLock of(LockOrigin origin, FetchedSource source, ModulesDirectory modules) throws IOException {
        Map<Platform, TreeDigest> trees = new EnumMap<>(Platform.class);
        for (Platform platform : modules.platforms()) {
            trees.put(platform, TreeDigest.of(modules.path().resolve(platform.id())));
        }
        GrubOrigin built = modules.origin();
        return new GrubLock(origin, built.source(), built.version(), files(origin, source), trees);
    }

    private static List<LockedFile> files(LockOrigin origin, FetchedSource source) throws IOException {
        List<LockedFile> files = new ArrayList<>();
        boolean packages = origin.kind() != LockOrigin.Kind.SOURCE
                && (origin.kind() != LockOrigin.Kind.ARTIFACT || origin.detail().endsWith(DEB));
        for (Path file : source.files()) {
            files.add(packages ? LockedFile.ofPackage(file) : LockedFile.of(LockedFile.Kind.FILE, file));
        }
        Optional<Path> copyright = source.copyrightPackage();
        if (copyright.isPresent()) {
            files.add(LockedFile.ofPackage(copyright.get()));
        }
        for (Path patch : source.patches()) {
            files.add(LockedFile.of(LockedFile.Kind.PATCH, patch));
        }
        return files;
    }
}
