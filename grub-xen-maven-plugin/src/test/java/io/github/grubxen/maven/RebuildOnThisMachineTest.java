// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.source.AptSourcePackages;
import io.github.grubxen.testing.GrubRelease;
import io.github.grubxen.testing.SilentLog;
import io.github.grubxen.testing.Tools;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The goal rebuild with the compiler of this machine, from a .dsc file. */
@Tag("nightly")
class RebuildOnThisMachineTest {
    private static final Path CACHE = Path.of(System.getProperty("grub-xen.cache", "target/cache"));

    @TempDir
    Path directory;

    @Test
    void debian12sModulesAreTheBytesThatDebian12sProgramsBuild() throws Exception {
        Tools.needEvenInCi(
                Files.readString(Path.of("/etc/os-release")).contains("VERSION_CODENAME=bookworm"),
                "Debian 12, with whose programs its modules were built");
        Path dsc = new AptSourcePackages(CACHE, "bookworm", false).download("grub2", Optional.empty(), new SilentLog());
        Goal goal = new Goal(directory)
                .set("source", dsc)
                .set("published", GrubRelease.BOOKWORM.deb("grub-xen-bin"))
                .set("platforms", "i386-xen_pvh")
                .set("cache", directory.resolve("cache"));
        try {
            goal.run("rebuild", new RebuildMojo());
        } catch (MojoFailureException failure) {
            String message = String.valueOf(failure.getMessage());
            int missing = message.indexOf("missing: ");
            if (missing < 0) {
                throw failure;
            }
            Tools.needEvenInCi(false, message.substring(missing));
        }
        assertThat(goal.lines())
                .contains("Building GRUB from source package grub2 " + version(dsc)
                        + " with the programs of this machine")
                .anyMatch(line -> line.matches("i386-xen_pvh: (\\d+) of \\1 files equal"))
                .last()
                .asString()
                .matches("(\\d+) of \\1 modules equal");
    }

    private static String version(Path dsc) {
        return dsc.getFileName().toString().replaceAll("^grub2_|\\.dsc$", "");
    }
}
