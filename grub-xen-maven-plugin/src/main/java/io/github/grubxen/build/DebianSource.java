// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.build;

import io.github.grubxen.io.BuildLog;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Digest;
import io.github.grubxen.io.Directories;
import io.github.grubxen.source.GrubChangelog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A Debian source package.
 *
 * @param dsc the description of the package; its files are in the same directory
 */
public record DebianSource(DscFile dsc) implements GrubSource {
    /**
     * Reads the description, and checks the files that it names.
     *
     * @param keyring keys, one of which must have signed the description; if empty, the log says that the signature is not
     *     checked
     */
    public static DebianSource read(Path file, Optional<Path> keyring, BuildLog log) throws IOException {
        DebianSource source = checked(file, keyring, log);
        if (keyring.isEmpty()) {
            log.info("The signature of " + file.getFileName()
                    + " is not checked, because no keyring is given. The SHA-256 of "
                    + source.dsc().parts().size() + " files is checked");
        }
        return source;
    }

    /**
     * A source package that apt fetched: the archive has signed the digests of its files.
     *
     * @param keyring keys, one of which must have signed the description too; empty if the archive's signature is enough
     */
    public static DebianSource fetched(Path file, Optional<Path> keyring, BuildLog log) throws IOException {
        return checked(file, keyring, log);
    }

    private static DebianSource checked(Path file, Optional<Path> keyring, BuildLog log) throws IOException {
        if (keyring.isPresent()) {
            new SourceSignature(keyring.get()).checkInside(file, log);
        }
        DscFile dsc = DscFile.read(file);
        dsc.checkParts();
        return new DebianSource(dsc);
    }

    @Override
    public String description() {
        return "source package " + dsc.source() + " " + dsc.version();
    }

    @Override
    public List<Path> files() {
        List<Path> files = new ArrayList<>(List.of(dsc.file()));
        dsc.parts().forEach(part -> files.add(dsc.path(part)));
        return files;
    }

    @Override
    public String state() throws IOException {
        return description() + " " + Digest.sha256(dsc.file());
    }

    @Override
    public String name() {
        return dsc.source();
    }

    @Override
    public Optional<String> version() {
        return Optional.of(dsc.version());
    }

    @Override
    public String buildDepends() {
        return dsc.buildDepends();
    }

    @Override
    public Optional<String> changelog() throws IOException {
        return new SourceArchive(dsc.debian())
                .find("debian/changelog", GrubChangelog.MAX_BYTES)
                .map(Bytes::utf8);
    }

    /** As dpkg-source(1) does: a further tarball and the directory debian/ replace what the original tarball has in their place. */
    @Override
    public List<Patch> unpack(Path target) throws IOException {
        new SourceArchive(dsc.original()).unpack(target);
        for (Map.Entry<String, Path> component : dsc.components().entrySet()) {
            Path place = target.resolve(component.getKey());
            Directories.delete(place);
            new SourceArchive(component.getValue()).unpack(place);
        }
        Directories.delete(target.resolve("debian"));
        new SourceArchive(dsc.debian()).unpackAll(target);
        Path series = target.resolve("debian/patches/series");
        return Files.exists(series) ? Patch.series(series) : List.of();
    }
}
