// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.upload;

import io.github.grubxen.deb.Changelog;
import io.github.grubxen.io.AtomicFile;
import io.github.grubxen.io.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes the files for an upload of finished packages. The order matters: a .changes file contains the digests of the signed
 * .buildinfo file, and both contain the digests of the packages.
 *
 * @param inputs the inputs of the packages
 * @param distribution the suites of the packages; if empty, the suites of the packages' changelog, or without one
 *     {@code UNRELEASED}, which archives refuse
 * @param signer signs the files; empty for no signatures
 */
public record Upload(BuildInputs inputs, Optional<String> distribution, Optional<Gpg> signer) {
    /**
     * The files of an upload.
     *
     * @param distribution the suites that the packages go to
     */
    public record Written(Path buildInfo, Path changes, String distribution) {}

    /**
     * Signs each package, and replaces an existing signature. Call this before the digests of the packages are
     * computed. Without a signer, it does nothing.
     *
     * @throws BadInput if gpg refuses, or if a package is not of the usual form
     */
    public void signPackages(List<PackageSet> sets) throws IOException {
        if (signer.isEmpty()) {
            return;
        }
        for (PackageSet set : sets) {
            for (FinishedPackage deb : set.packages()) {
                PackageSignature.sign(deb.file(), signer.get(), inputs.time());
            }
        }
    }

    /**
     * Writes the .buildinfo and .changes files of one source's packages beside them.
     *
     * @throws BadInput if a value is invalid in its field, or if gpg refuses
     */
    public Written write(PackageSet set) throws IOException {
        checkDistribution(distribution);
        check("Build-Origin", inputs.buildOrigin(), "[^\\s\\p{Cc}](?:[^\\p{Cc}]*[^\\s\\p{Cc}])?");
        Path buildInfo = writeText(set, ".buildinfo", new BuildInfo(set, inputs).toText());
        List<UploadedFile> files = new ArrayList<>(set.files());
        FinishedPackage first = set.first();
        files.add(UploadedFile.of(
                buildInfo,
                first.control().get("Section").orElse("-"),
                first.control().get("Priority").orElse("-")));
        ChangelogEntry entry = entry(set);
        Path changes = writeText(set, ".changes", new ChangesFile(set, entry, files, inputs.time()).toText());
        return new Written(buildInfo, changes, entry.distribution());
    }

    /**
     * Checks the suites of packages, and returns them.
     *
     * @throws BadInput if they are invalid in a .changes file or a changelog
     */
    public static Optional<String> checkDistribution(Optional<String> suites) throws BadInput {
        check("Distribution", suites, "[A-Za-z0-9][A-Za-z0-9.-]*(?: [A-Za-z0-9][A-Za-z0-9.-]*)*");
        return suites;
    }

    private Path writeText(PackageSet set, String suffix, String text) throws IOException {
        Path file = set.first().file().resolveSibling(set.fileName(suffix));
        AtomicFile.replace(file, fresh -> {
            Files.writeString(fresh, text, StandardOpenOption.CREATE_NEW);
            if (signer.isPresent()) {
                signer.get().clearsign(fresh);
            }
        });
        return file;
    }

    private ChangelogEntry entry(PackageSet set) throws IOException {
        for (FinishedPackage deb : set.packages()) {
            Optional<ChangelogEntry> entry = deb.changelog();
            if (entry.isPresent()) {
                return distribution.map(entry.get()::to).orElse(entry.get());
            }
        }
        return new ChangelogEntry(
                set.source().name(),
                set.source().version(),
                distribution.orElse(Changelog.UNRELEASED),
                "medium",
                List.of("  * Built with " + inputs.origin().source() + " "
                        + inputs.origin().version() + "."),
                set.first().field("Maintainer"));
    }

    private static void check(String where, Optional<String> value, String pattern) throws BadInput {
        if (value.isPresent() && !value.get().matches(pattern)) {
            throw new BadInput(
                    where, "'" + value.get() + "' cannot stand in its field", "Use a plain name, such as bookworm.");
        }
    }
}
