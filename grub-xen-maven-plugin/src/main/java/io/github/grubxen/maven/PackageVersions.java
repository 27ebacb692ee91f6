// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.deb.DebVersion;
import io.github.grubxen.deb.SnapshotVersion;
import io.github.grubxen.source.ModulesDirectory;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The version of a build's packages.
 *
 * @param given {@code <packageVersion>}
 * @param timed {@code <snapshotTime>}
 * @param project Maven's version of the project
 * @param modules the module trees, whose origin is a part of the version
 */
record PackageVersions(@Nullable String given, boolean timed, String project, ModulesDirectory modules) {

    /** All versions that the packages may have, if the time of a build is part of the version. */
    Optional<SnapshotVersion> snapshot() throws IOException {
        return timed && given == null && SnapshotVersion.is(project)
                ? Optional.of(new SnapshotVersion(modules.origin().modulesVersion(), project))
                : Optional.empty();
    }

    /** The version without the time of a build. */
    String plain() throws IOException {
        return given == null
                ? DebVersion.of(modules.origin().modulesVersion(), project)
                : DebVersion.check("<packageVersion>", given);
    }
}
