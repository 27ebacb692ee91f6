// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.upload;

import io.github.grubxen.source.GrubOrigin;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A source package in a scratch directory with two small packages of it, made by dpkg's own programs.
 *
 * @param directory where the packages lie
 * @param source the source tree
 */
record Scratch(Path directory, Path source) {
    static final long TIME = 1_767_323_045;
    static final String MAINTAINER = "Jörg Packager <packager@example.org>";

    /** Name and version of each package. */
    static final String SOURCE = "site-boot";

    static final String VERSION = "1:1.0~SNAPSHOT";

    private static final String CHANGELOG = """
            site-boot (1:1.0~SNAPSHOT) bookworm; urgency=high

              * The first of two.

              [ Another ]
              * The second.

             -- Jörg Packager <packager@example.org>  Fri, 02 Jan 2026 03:04:05 +0000

            site-boot (1:0.9) bookworm; urgency=low

              * An older one.

             -- Jörg Packager <packager@example.org>  Thu, 01 Jan 2026 03:04:05 +0000
            """;

    private static final String CONTROL = """
            Source: site-boot
            Section: admin
            Priority: optional
            Maintainer: Jörg Packager <packager@example.org>

            Package: zeta-boot
            Architecture: amd64
            Description: größer than sixty-five characters, so that dpkg cuts it off in its list
             Long.

            Package: alpha
            Architecture: all
            Section: doc
            Description: small
             Long.
            """;

    static Scratch in(Path directory) throws IOException {
        Tools.require("dpkg-deb", "dpkg-gencontrol", "gzip");
        Path source = Files.createDirectories(directory.resolve("source"));
        Path debian = Files.createDirectories(source.resolve("debian"));
        Files.writeString(debian.resolve("control"), CONTROL);
        Files.writeString(debian.resolve("changelog"), CHANGELOG);
        for (String name : List.of("zeta-boot", "alpha")) {
            Path root = debian.resolve(name);
            Path docs = Files.createDirectories(root.resolve("usr/share/doc/" + name));
            Files.createDirectories(root.resolve("DEBIAN"));
            Files.copy(debian.resolve("changelog"), docs.resolve("changelog"));
            Tools.run(docs, "gzip", "-9n", "changelog");
            run(source, "dpkg-gencontrol", "-p" + name, "-Pdebian/" + name);
            run(source, "dpkg-deb", "--root-owner-group", "-b", "debian/" + name, "..");
        }
        return new Scratch(directory, source);
    }

    List<Path> debs() {
        return List.of(
                directory.resolve("zeta-boot_1.0~SNAPSHOT_amd64.deb"), directory.resolve("alpha_1.0~SNAPSHOT_all.deb"));
    }

    PackageSet set() throws IOException {
        return PackageSet.of(debs()).get(0);
    }

    static BuildInputs inputs() {
        return new BuildInputs(
                new GrubOrigin("grub2", "2.12-9"),
                new TreeMap<>(Map.of("i386-xen", "00")),
                Optional.of("Debian"),
                "amd64",
                "grub-xen-maven-plugin 1",
                TIME);
    }

    static String run(Path directory, String... command) throws IOException {
        return Tools.run(directory, Map.of("SOURCE_DATE_EPOCH", Long.toString(TIME)), command);
    }
}
