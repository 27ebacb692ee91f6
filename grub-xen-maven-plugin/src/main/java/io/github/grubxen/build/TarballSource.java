// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.build;

import io.github.grubxen.io.Digest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A release tarball.
 *
 * @param tarball the tarball
 */
public record TarballSource(Path tarball) implements GrubSource {

    @Override
    public String description() {
        return "tarball " + tarball.getFileName();
    }

    @Override
    public List<Path> files() {
        return List.of(tarball);
    }

    @Override
    public String state() throws IOException {
        return Digest.sha256(tarball);
    }

    @Override
    public List<Patch> unpack(Path target) throws IOException {
        new SourceArchive(tarball).unpack(target);
        return List.of();
    }
}
