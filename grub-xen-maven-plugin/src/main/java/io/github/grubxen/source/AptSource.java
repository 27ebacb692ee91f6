// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.source;

import io.github.grubxen.archive.BinaryControl;
import io.github.grubxen.archive.DebArchive;
import io.github.grubxen.io.BuildLog;
import io.github.grubxen.io.Place;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The package grub-xen-bin of a suite, from apt.
 *
 * @param repository the packages of the suite
 * @param version the exact version; the suite's current version if none is given
 */
public record AptSource(AptRepository repository, Optional<String> version) implements ModuleSource {
    private static final String PACKAGE = "grub-xen-bin";

    @Override
    public String description() {
        return PACKAGE + " " + version.map(v -> v + " ").orElse("") + "of " + repository.suite();
    }

    @Override
    public FetchedSource fetched(BuildLog log) throws IOException {
        repository.warnOfOthers(log);
        Path deb = repository.download(PACKAGE, version, log);
        repository.download(GrubCopyright.holder(new DebArchive(deb).tree()), Optional.of(version(deb)), log);
        log.info("Using " + deb.getFileName() + " of " + repository.suite());
        return new DebSource(deb, version);
    }

    private static String version(Path deb) throws IOException {
        return BinaryControl.of(Place.of(deb), new DebArchive(deb).control(), DebSource.DAMAGED)
                .version();
    }
}
