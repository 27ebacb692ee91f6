// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.GrubRelease;
import io.github.grubxen.testing.OtherJava;
import io.github.grubxen.testing.SilentLog;
import java.io.IOException;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sources of modules in a network namespace without an interface: what a build needs is on the machine. */
class WithoutNetworkTest {
    private static final Set<Platform> PVH = EnumSet.of(Platform.I386_XEN_PVH);

    @TempDir
    Path directory;

    /** Copies a tree offline, and prints how many files it has, or what is said. */
    public static void main(String[] arguments) throws IOException {
        boolean alone = isAlone();
        Path place = Path.of(arguments[1]);
        Path into = Files.createDirectories(Path.of(arguments[2]));
        try {
            ModuleSource source = switch (arguments[0]) {
                case "apt" -> new AptSource(new AptRepository(place, Optional.of("bookworm"), true), Optional.empty());
                case "deb" -> new DebSource(place);
                case "directory" -> new DirectorySource(place);
                default -> new ArchiveSource(place);
            };
            source.fetched(new SilentLog()).copyTo(into, PVH);
            System.out.print(alone + " " + (Files.exists(into.resolve("i386-xen_pvh/normal.mod")) ? "whole" : "empty"));
        } catch (BadInput e) {
            System.out.print(alone + " " + e.getMessage());
        }
    }

    private static boolean isAlone() {
        try {
            for (NetworkInterface card : Collections.list(NetworkInterface.getNetworkInterfaces())) {
                if (card.isUp()) {
                    return false;
                }
            }
            return true;
        } catch (SocketException e) {
            return true; // Java's way to say that there is no interface
        }
    }

    @Test
    void eachSourceGivesItsModules() throws IOException {
        Path cache = Path.of(System.getProperty("grub-xen.cache")).toAbsolutePath();
        Path deb = GrubRelease.BOOKWORM.deb("grub-xen-bin");
        GrubRelease.BOOKWORM.deb("grub-common");
        Path trees = GrubRelease.BOOKWORM.grubDirectory();
        ModulesDirectory modules = new ModulesDirectory(directory.resolve("modules"));
        modules.fill(new DirectorySource(trees), PVH);
        Path archive = directory.resolve("modules.tar.xz");
        ModulesArchive.write(modules, archive, 0);
        assertThat(run("apt", cache)).isEqualTo("true whole");
        assertThat(run("deb", deb)).isEqualTo("true whole");
        assertThat(run("directory", trees)).isEqualTo("true whole");
        assertThat(run("archive", archive)).isEqualTo("true whole");
    }

    @Test
    void anEmptyCacheIsNamed() throws IOException {
        Path cache = Files.createDirectories(directory.resolve("cache"));
        assertThat(run("apt", cache))
                .startsWith("true apt, offline: grub-xen-bin of bookworm is not in the cache " + cache);
    }

    private String run(String kind, Path place) throws IOException {
        return OtherJava.withoutNetwork()
                .run(
                        getClass(),
                        kind,
                        place.toString(),
                        directory.resolve("out-" + kind).toString());
    }
}
