// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.testing.DebBuilder;
import io.github.grubxen.testing.GrubRelease;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Packages in which nothing is to be found. */
class GoodPackagesTest {
    private static final Verification VERIFICATION =
            new Verification(Instant.parse("2040-01-01T00:00:00Z").getEpochSecond(), Optional.empty());

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(GrubRelease.class)
    void areDebiansOwn(GrubRelease release) throws IOException {
        assertThat(VERIFICATION.of(List.of(release.deb("grub-xen-host"), release.deb("grub-xen-bin"))))
                .isEmpty();
        assertThat(VERIFICATION.of(List.of(release.deb("grub-common")))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "xz", "zstd", "none"})
    void areThoseOfDpkgDebHoweverCompressed(String compression) throws IOException {
        Tools.require("dpkg-deb");
        Path control = Files.createDirectories(directory.resolve("p/DEBIAN"));
        Files.createDirectories(directory.resolve("p/etc"));
        Files.writeString(directory.resolve("p/etc/c"), "x");
        Files.createSymbolicLink(directory.resolve("p/l"), Path.of("etc/c"));
        Files.writeString(control.resolve("conffiles"), "/etc/c\n");
        Files.writeString(
                control.resolve("control"),
                "Package: p\nVersion: 1:1\nArchitecture: all\nMaintainer: m <m@example.org>\nInstalled-Size: 6\n"
                        + "Description: d\n");
        Tools.run(directory, "chmod", "-R", "u=rwX,go=rX", "p");
        Tools.run(directory, "dpkg-deb", "-Z" + compression, "--root-owner-group", "-b", "p", "p_1_all.deb");

        assertThat(VERIFICATION.of(List.of(directory.resolve("p_1_all.deb")))).isEmpty();
    }

    @Test
    void mayBeSigned() throws IOException {
        Path deb = new DebBuilder("p")
                .file("usr/x", new byte[] {1})
                .member("_gpgorigin", "signature".getBytes(StandardCharsets.US_ASCII))
                .write(directory);

        assertThat(VERIFICATION.of(List.of(deb))).isEmpty();
    }
}
