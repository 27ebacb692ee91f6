// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lock;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Directories;
import io.github.grubxen.module.ModuleFile;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.source.DebSource;
import io.github.grubxen.source.FetchedSource;
import io.github.grubxen.source.ModulesDirectory;
import io.github.grubxen.testing.DebBuilder;
import io.github.grubxen.testing.GrubRelease;
import io.github.grubxen.testing.RecordingLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is newer than a lock. The two versions are Debian's modules of one, with a few changes. */
class LockMoveTest {
    private static final Platform PVH = Platform.I386_XEN_PVH;
    private static final Set<Platform> ONE = EnumSet.of(PVH);

    private static final String CHANGELOG = """
            grub2 (2.06-13+deb12u3) bookworm; urgency=medium

              * Not there yet: CVE-2099-0001.

             -- A Maintainer <m@example.org>  Fri, 02 Jan 2026 00:00:00 +0000

            grub2 (2.06-13+deb12u2) bookworm-security; urgency=high

              * A font (CVE-2024-45774), and once more CVE-2024-45774
                (CVE-2025-0622).
              * CVE-2024-9999: a number of four digits.

             -- A Maintainer <m@example.org>  Thu, 01 Jan 2026 00:00:00 +0000

            grub2 (2.06-13+deb12u1) bookworm; urgency=high

              * CVE-2023-4692.

             -- A Maintainer <m@example.org>  Wed, 01 Jan 2025 00:00:00 +0000
            """;

    @TempDir
    Path directory;

    private final RecordingLog log = new RecordingLog(new ArrayList<>());

    @Test
    void namesTheModulesThatDifferAndTheCvesBetweenTheVersions() throws IOException {
        FetchedSource former = version("2.06-13+deb12u1", "hello", "normal");
        FetchedSource newest = version("2.06-13+deb12u2", "echo", "");
        assertThat(move(former, newest, tree -> tree.modules().keySet()).lines())
                .containsExactly(
                        "i386-xen_pvh: changed: normal",
                        "i386-xen_pvh: new: hello",
                        "i386-xen_pvh: gone: echo",
                        "CVE-2024-9999, CVE-2024-45774, CVE-2025-0622",
                        "2.06-13+deb12u1 -> 2.06-13+deb12u2: 3 of " + modules().size()
                                + " modules differ on i386-xen_pvh, 3 CVEs");
        assertThat(directory.resolve("scratch")).doesNotExist();
    }

    @Test
    void countsOnlyTheModulesThatAreNeeded() throws IOException {
        FetchedSource former = version("2.06-13+deb12u1", "hello", "normal");
        FetchedSource newest = version("2.06-13+deb12u2", "", "");
        assertThat(move(former, newest, tree -> List.of("ls", "normal")).lines())
                .startsWith("i386-xen_pvh: changed: normal")
                .endsWith("2.06-13+deb12u1 -> 2.06-13+deb12u2: 1 of 2 modules differ on i386-xen_pvh, 3 CVEs");
        assertThat(move(former, newest, tree -> List.of("ls")).lines())
                .endsWith("2.06-13+deb12u1 -> 2.06-13+deb12u2: 0 of 1 modules differ on i386-xen_pvh, 3 CVEs");
    }

    @Test
    void isNoneFromAVersionToItself() throws IOException {
        FetchedSource same = version("2.06-13+deb12u2", "", "");
        LockMove move = move(same, same, tree -> tree.modules().keySet());
        assertThat(move.isMove()).isFalse();
        assertThat(move.lines()).containsExactly("grub2 2.06-13+deb12u2 is locked, and apt bookworm has nothing newer");
    }

    @Test
    void saysSoWhereTheNewestIsOlder() throws IOException {
        FetchedSource former = version("2.06-13+deb12u2", "", "");
        FetchedSource newest = version("2.06-13+deb12u1", "", "");
        assertThat(move(former, newest, tree -> tree.modules().keySet()).lines())
                .startsWith("2.06-13+deb12u1, the newest of apt bookworm, is older than the locked 2.06-13+deb12u2");
    }

    @Test
    void stillNamesTheVersionsWhereTheLockedModulesAreNowhereAnyMore() throws IOException {
        LockFile lock = lock(version("2.06-13+deb12u1", "", ""));
        LockMove move = LockMove.of(
                new LockedModules(lock, none(), () -> {
                    throw new BadInput("grub-xen.lock:13", "nobody has it", "Keep a copy.");
                }),
                version("2.06-13+deb12u2", "", ""),
                ONE,
                tree -> tree.modules().keySet(),
                directory.resolve("scratch"),
                log);
        assertThat(move.lines()).last().isEqualTo("2.06-13+deb12u1 -> 2.06-13+deb12u2: 3 CVEs");
        assertThat(log.lines())
                .contains("The modules cannot be compared. grub-xen.lock:13: nobody has it. Keep a copy.");
    }

    @Test
    void comparesWithTheModulesOfTheLastBuildWhereTheyAreTheLockedOnes() throws IOException {
        FetchedSource former = version("2.06-13+deb12u1", "hello", "normal");
        LockFile lock = lock(former);
        ModulesDirectory built = new ModulesDirectory(directory.resolve("built"));
        built.fill(former, ONE);
        LockedModules locked = new LockedModules(lock, built, () -> {
            throw new BadInput("grub-xen.lock:13", "nobody has it", "Keep a copy.");
        });
        Path scratch = directory.resolve("scratch");
        assertThat(locked.find(ONE, scratch, log)).contains(built);
        Files.writeString(built.path().resolve(PVH.id()).resolve("x.mod"), "of another build");
        assertThat(locked.find(ONE, scratch, log)).isEmpty();
    }

    @Test
    void readsDebiansOwnChangelog() throws IOException {
        String changelog;
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(GrubRelease.BOOKWORM.changelog()))) {
            changelog = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        GrubRelease.BOOKWORM.deb("grub-common"); // lies beside the other in the cache then
        assertThat(new DebSource(GrubRelease.BOOKWORM.deb("grub-xen-bin")).changelog())
                .contains(changelog);
        assertThat(SecurityFixes.between(changelog, "2.06-13", "2.06-13+deb12u1"))
                .containsExactly("CVE-2023-4692", "CVE-2023-4693");
        assertThat(SecurityFixes.between(changelog, "2.06-13+deb12u1", "2.06-13+deb12u2"))
                .hasSize(21)
                .startsWith("CVE-2024-45774")
                .endsWith("CVE-2025-1125");
    }

    private LockMove move(FetchedSource former, FetchedSource newest, NeededNames needed) throws IOException {
        return LockMove.of(
                new LockedModules(lock(former), none(), () -> former),
                newest,
                ONE,
                needed,
                directory.resolve("scratch"),
                log);
    }

    private ModulesDirectory none() {
        return new ModulesDirectory(directory.resolve("none"));
    }

    private LockFile lock(FetchedSource source) throws IOException {
        Path file = directory.resolve("grub-xen.lock");
        Locking.lock(new LockOrigin(LockOrigin.Kind.APT, "bookworm"), source, ONE, directory.resolve("s"))
                .write(file);
        return LockFile.read(file).orElseThrow();
    }

    /** Debian's modules without one of them and with another one changed, in a package of a version. */
    private FetchedSource version(String version, String without, String changed) throws IOException {
        DebBuilder bin = new DebBuilder("grub-xen-bin")
                .link("usr/share/doc/grub-xen-bin", "grub-common")
                .control("control", control("grub-xen-bin", version));
        Set<String> modules = modules();
        for (Path file : Directories.list(GrubRelease.BOOKWORM.grubDirectory().resolve(PVH.id()))) {
            byte[] content = Files.readAllBytes(file);
            String name = String.valueOf(file.getFileName());
            if (name.equals(changed + ".mod")) {
                int at = new String(content, StandardCharsets.ISO_8859_1).indexOf("inimal BASH");
                content[at] = 'I';
            }
            boolean wanted = !name.endsWith(".mod") || modules.contains(name.replace(".mod", ""));
            if (wanted && !name.equals(without + ".mod")) {
                bin.file("usr/lib/grub/" + PVH + "/" + name, content);
            }
        }
        ByteArrayOutputStream changelog = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(changelog)) {
            out.write(CHANGELOG.getBytes(StandardCharsets.UTF_8));
        }
        byte[] common = new DebBuilder("grub-common")
                .control("control", control("grub-common", version))
                .file("usr/share/doc/grub-common/copyright", "Format: x\n".getBytes(StandardCharsets.UTF_8))
                .file("usr/share/doc/grub-common/changelog.Debian.gz", changelog.toByteArray())
                .toByteArray();
        Files.write(directory.resolve("grub-common_" + version + "_amd64.deb"), common);
        return new DebSource(
                Files.write(directory.resolve("grub-xen-bin_" + version + "_amd64.deb"), bin.toByteArray()));
    }

    /** A few of Debian's modules, with those that they need: packing all takes seconds. */
    private static Set<String> modules() throws IOException {
        return GrubRelease.BOOKWORM.tree(PVH).resolve(List.of("normal", "hello", "echo", "ls")).stream()
                .map(ModuleFile::name)
                .collect(Collectors.toSet());
    }

    private static String control(String name, String version) {
        return "Package: " + name + "\nSource: grub2\nVersion: " + version
                + "\nArchitecture: amd64\nMaintainer: m <m@example.org>\nDescription: d\n";
    }
}
