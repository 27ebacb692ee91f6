// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.guest;

import io.github.grubxen.dryrun.Disks;
import io.github.grubxen.dryrun.FilePath;
import io.github.grubxen.io.Bytes;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A guest of which only the grub.cfg is known. Files that a loader names are taken to exist; a test for any other file fails.
 *
 * @param config the grub.cfg
 */
record OneConfig(Bytes config) implements Disks {
    /** The config's place in the guest. */
    static final FilePath PATH = new FilePath("xen/xvda", "/boot/grub/grub.cfg");

    @Override
    public boolean isAssumed() {
        return true;
    }

    @Override
    public List<String> devices() {
        return List.of(PATH.device());
    }

    @Override
    public Optional<Entry> entry(String device, String path) {
        return path.equals(PATH.path()) ? Optional.of(new Entry(false, config.length())) : Optional.empty();
    }

    @Override
    public List<String> names(String device, String directory) {
        return List.of();
    }

    @Override
    public Optional<Bytes> read(String device, String path, long limit) {
        return path.equals(PATH.path()) ? Optional.of(config) : Optional.empty();
    }

    @Override
    public Optional<String> fact(String device, Fact fact) {
        return Optional.empty();
    }

    @Override
    public OptionalLong size(FilePath file) throws IOException {
        return OptionalLong.of(0);
    }
}
