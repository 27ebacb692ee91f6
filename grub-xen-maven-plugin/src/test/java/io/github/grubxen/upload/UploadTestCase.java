// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.upload;

import io.github.grubxen.io.Directories;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Packages that are uploaded, and a key to sign them with. */
abstract class UploadTestCase {
    @TempDir
    static Path home;

    static Keys keys = new Keys(Path.of("."), "");

    @TempDir
    Path directory;

    Scratch scratch = new Scratch(Path.of("."), Path.of("."));

    @BeforeAll
    static void makeAKey() throws IOException {
        keys = Keys.in(home);
    }

    @BeforeEach
    void makePackages() throws IOException {
        scratch = Scratch.in(directory);
    }

    Upload.Written write(boolean signed, @Nullable String distribution) throws IOException {
        PackageSet set = scratch.set();
        if (distribution == null) {
            Files.delete(scratch.debs().get(1));
            set = PackageSet.of(List.of(withoutChangelog())).get(0);
        }
        return upload(
                        Optional.ofNullable(distribution),
                        signed ? Optional.of(keys.gpg(Keys.PASSPHRASE)) : Optional.empty())
                .write(set);
    }

    Path withoutChangelog() throws IOException {
        Path root = scratch.source().resolve("debian/zeta-boot");
        Directories.delete(root.resolve("usr"));
        Tools.run(directory, "dpkg-deb", "--root-owner-group", "-b", root.toString(), ".");
        return scratch.debs().get(0);
    }

    static Upload upload(Optional<String> distribution, Optional<Gpg> signer) {
        return new Upload(Scratch.inputs(), distribution, signer);
    }
}
