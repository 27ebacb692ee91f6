// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Digest;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.source.ArchiveSource;
import io.github.grubxen.source.DebSource;
import io.github.grubxen.source.DirectorySource;
import io.github.grubxen.source.FetchedSource;
import io.github.grubxen.source.ModulesArchive;
import io.github.grubxen.source.ModulesDirectory;
import io.github.grubxen.testing.DebBuilder;
import io.github.grubxen.testing.GrubRelease;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockedSourceTest {
    private static final String MODINFO =
            "grub_version=2.06\ngrub_modinfo_target_cpu=i386\ngrub_modinfo_platform=xen\n";

    private static final Set<Platform> ONE = EnumSet.of(Platform.I386_XEN);
    private static final String REMEDY =
            ". Restore the locked file or directory. If the other one is right, run the goal"
                    + " grub-xen:update, or remove the lock file to build without a lock.";

    @TempDir
    Path directory;

    private Path deb;
    private Path copyright;
    private Path file;

    @BeforeEach
    void packages() throws IOException {
        deb = new DebBuilder("grub-xen-bin")
                .file("usr/lib/grub/i386-xen/normal.mod", bytes("a module"))
                .file("usr/lib/grub/i386-xen/modinfo.sh", bytes(MODINFO))
                .link("usr/share/doc/grub-xen-bin", "grub-common")
                .write(directory);
        copyright = new DebBuilder("grub-common")
                .file("usr/share/doc/grub-common/copyright", bytes("Format: x\n"))
                .write(directory);
        file = directory.resolve("grub-xen.lock");
    }

    @Test
    void takesTheModulesThatAreLocked() throws IOException {
        LockFile lock = lock(new DebSource(deb), LockOrigin.Kind.DEB);
        assertThat(lock.lock().files())
                .containsExactly(
                        new LockedFile(
                                LockedFile.Kind.PACKAGE,
                                "grub-xen-bin",
                                "1",
                                "all",
                                Files.size(deb),
                                Digest.sha256(deb)),
                        new LockedFile(
                                LockedFile.Kind.PACKAGE,
                                "grub-common",
                                "1",
                                "all",
                                Files.size(copyright),
                                Digest.sha256(copyright)));
        assertThat(locked(lock).files()).isEqualTo(2);
        LockedSource.of(new DebSource(deb), lock).copyTo(directory.resolve("copy"), ONE);
        assertThat(directory.resolve("copy/i386-xen/normal.mod")).hasContent("a module");
    }

    @Test
    void refusesATamperedPackageOfTheSameSizeBeforeItIsOpened() throws IOException {
        LockFile lock = lock(new DebSource(deb), LockOrigin.Kind.DEB);
        String right = Digest.sha256(deb);
        Files.write(deb, new byte[(int) Files.size(deb)]); // no package at all
        assertThatThrownBy(() -> LockedSource.of(new DebSource(deb), lock))
                .isInstanceOf(BadInput.class)
                .hasMessage(file + ":12: grub-xen-bin 1 has the SHA-256 " + right + " in the lock, but " + deb + " has "
                        + Digest.sha256(deb) + REMEDY);
    }

    @Test
    void refusesATamperedPackageWithTheCopyrightFile() throws IOException {
        LockFile lock = lock(new DebSource(deb), LockOrigin.Kind.DEB);
        Files.write(copyright, new byte[(int) Files.size(copyright)]);
        assertThatThrownBy(() -> LockedSource.of(new DebSource(deb), lock))
                .hasMessageStartingWith(file + ":18: grub-common 1 has the SHA-256 ");
    }

    @Test
    void refusesAPackageThatIsMissingBesideTheOther() throws IOException {
        LockFile lock = lock(new DebSource(deb), LockOrigin.Kind.DEB);
        Files.delete(copyright);
        assertThatThrownBy(() -> LockedSource.of(new DebSource(deb), lock))
                .hasMessageStartingWith(file + ":18: the lock names grub-common 1, but grub-xen-bin_1_all.deb does"
                        + " not have it. Put the package beside " + deb);
    }

    @Test
    void refusesAPackageThatTheLockDoesNotHave() throws IOException {
        byte[] bytes = Files.readAllBytes(copyright);
        Files.delete(copyright);
        LockFile lock = lock(new DebSource(deb), LockOrigin.Kind.DEB);
        Files.write(copyright, bytes);
        assertThatThrownBy(() -> LockedSource.of(new DebSource(deb), lock))
                .hasMessageStartingWith(file + ": has no digest of " + copyright);
    }

    @Test
    void refusesAnArchiveThatIsNotTheLockedOne() throws IOException {
        Path archive = Files.writeString(directory.resolve("grub-1-grub-modules.tar.xz"), "archive");
        LockedFile locked = LockedFile.of(LockedFile.Kind.FILE, archive);
        LockFile lock = written(new GrubLock(
                new LockOrigin(LockOrigin.Kind.ARTIFACT, "org.example:grub:1:tar.xz"),
                "grub2",
                "1",
                List.of(locked),
                Map.of(Platform.I386_XEN, new TreeDigest(1, "0".repeat(64)))));
        LockedSource.of(new ArchiveSource(archive), lock);
        Files.writeString(archive, "ARCHIVE");
        assertThatThrownBy(() -> LockedSource.of(new ArchiveSource(archive), lock))
                .hasMessageStartingWith(
                        file + ":11: grub-1-grub-modules.tar.xz has the SHA-256 " + locked.sha256() + " in the lock");
    }

    @Test
    void refusesATreeThatDiffersInOneByte() throws IOException {
        Path tree = Files.createDirectories(directory.resolve("grub/i386-xen"));
        Files.writeString(tree.resolve("modinfo.sh"), MODINFO);
        Files.writeString(tree.resolve("normal.mod"), "a module");
        DirectorySource source = new DirectorySource(directory.resolve("grub"));
        LockFile lock = lock(source, LockOrigin.Kind.DIRECTORY);
        LockedSource.of(source, lock).copyTo(directory.resolve("copy"), ONE);
        Files.writeString(tree.resolve("normal.mod"), "A module");
        assertThatThrownBy(() -> LockedSource.of(source, lock).copyTo(directory.resolve("other"), ONE))
                .isInstanceOf(BadInput.class)
                .hasMessage(file + ":10: the tree of i386-xen has the SHA-256 "
                        + locked(lock).sha256()
                        + " in the lock (2 files), but the one from " + source.description() + " has "
                        + TreeDigest.of(directory.resolve("other/i386-xen")).sha256() + " (2 files)" + REMEDY);
    }

    @Test
    void keepsTheFormerModulesWhereTheTreeIsNotTheLockedOne() throws IOException {
        DirectorySource source = new DirectorySource(GrubRelease.BOOKWORM.grubDirectory());
        LockFile lock = written(new GrubLock(
                new LockOrigin(LockOrigin.Kind.DIRECTORY),
                "grub2",
                "2.06",
                List.of(),
                Map.of(Platform.I386_XEN, new TreeDigest(3, "0".repeat(64)))));
        ModulesDirectory modules = new ModulesDirectory(directory.resolve("modules"));
        assertThatThrownBy(() -> modules.fill(LockedSource.of(source, lock), ONE))
                .hasMessageContaining("the tree of i386-xen has the SHA-256 " + "0".repeat(64));
        assertThat(directory.resolve("modules")).doesNotExist();
    }

    @Test
    void isAnotherSourceWithAnotherLock() throws IOException {
        DebSource source = new DebSource(deb);
        LockFile lock = lock(source, LockOrigin.Kind.DEB);
        LockFile other = written(new GrubLock(
                lock.lock().origin(),
                "grub3",
                "1",
                lock.lock().files(),
                lock.lock().trees()));
        assertThat(LockedSource.of(source, lock).state(ONE))
                .isNotEqualTo(source.state(ONE))
                .isNotEqualTo(LockedSource.of(source, other).state(ONE));
    }

    @Test
    void isLockedWithTheSameBytesEachTime() throws IOException {
        GrubRelease.BOOKWORM.deb("grub-common");
        FetchedSource source = new DebSource(GrubRelease.BOOKWORM.deb("grub-xen-bin"));
        LockOrigin origin = new LockOrigin(LockOrigin.Kind.APT, "bookworm");
        Set<Platform> all = EnumSet.allOf(Platform.class);
        GrubLock first = Locking.lock(origin, source, all, directory.resolve("scratch"));
        assertThat(first.files()).extracting(LockedFile::name).containsExactly("grub-xen-bin", "grub-common");
        assertThat(first.trees()).containsOnlyKeys(Platform.values());
        assertThat(directory.resolve("scratch")).doesNotExist();
        assertThat(Locking.lock(origin, source, all, directory.resolve("elsewhere/scratch"))
                        .toText())
                .isEqualTo(first.toText());
    }

    @Test
    void ofAnArtifactIsItsArchiveOrItsPackage() throws IOException {
        ModulesDirectory modules = new ModulesDirectory(directory.resolve("modules"));
        modules.fill(new DirectorySource(GrubRelease.BOOKWORM.grubDirectory()), ONE);
        Path archive = directory.resolve("grub-1-grub-modules.tar.xz");
        ModulesArchive.write(modules, archive, 0);
        LockOrigin origin = new LockOrigin(LockOrigin.Kind.ARTIFACT, "org.example:grub:1:grub-modules:tar.xz");
        GrubLock lock = Locking.lock(origin, new ArchiveSource(archive), ONE, directory.resolve("scratch"));
        assertThat(lock.files())
                .containsExactly(new LockedFile(
                        LockedFile.Kind.FILE,
                        "grub-1-grub-modules.tar.xz",
                        "",
                        "",
                        Files.size(archive),
                        Digest.sha256(archive)));
        assertThat(lock.trees())
                .isEqualTo(
                        Map.of(Platform.I386_XEN, TreeDigest.of(modules.path().resolve("i386-xen"))));
        assertThat(new ArchiveSource(archive).changelog()).isEmpty();
        LockFile written = written(lock);
        assertThat(written.lock()).isEqualTo(lock);
        modules.fill(LockedSource.of(new ArchiveSource(archive), written), ONE);
        Path copy = directory.resolve("locked");
        new DebSource(deb).copyTo(copy, ONE);
        Files.writeString(copy.resolve("origin"), "Source: grub2\nVersion: 2.06\n");
        LockOrigin other = new LockOrigin(LockOrigin.Kind.ARTIFACT, "org.example:grub-xen-bin:1:deb");
        assertThat(Locking.of(other, new DebSource(deb), new ModulesDirectory(copy))
                        .files())
                .extracting(LockedFile::name)
                .containsExactly("grub-xen-bin", "grub-common");
    }

    @Test
    void isNotForAnotherOriginOrVersionOrPlatform() throws IOException {
        LockFile lock = written(new GrubLock(
                new LockOrigin(LockOrigin.Kind.APT, "bookworm"),
                "grub2",
                "2.06-13",
                List.of(new LockedFile(
                        LockedFile.Kind.PACKAGE, "grub-xen-bin", "2.06-13+b1", "amd64", 1, "0".repeat(64))),
                Map.of(Platform.I386_XEN, new TreeDigest(3, "0".repeat(64)))));
        lock.check(apt(Optional.empty(), Optional.empty()), ONE);
        lock.check(apt(Optional.of("bookworm"), Optional.of("2.06-13+b1")), ONE);
        String remedy = ". Change the request, or run the goal grub-xen:lock to lock what it names.";
        assertThatThrownBy(() -> lock.check(apt(Optional.of("trixie"), Optional.empty()), ONE))
                .hasMessage(file + ":5: the lock is for apt bookworm, but the POM asks for apt trixie" + remedy);
        assertThatThrownBy(() -> lock.check(apt(Optional.of("bookworm"), Optional.of("2.12-9")), ONE))
                .hasMessage(
                        file + ":7: the lock is for version 2.06-13+b1, but the POM asks for version 2.12-9" + remedy);
        AskedOrigin directoryAsked =
                new AskedOrigin("<grub><directory>", LockOrigin.Kind.DIRECTORY, Optional.empty(), Optional.empty());
        assertThatThrownBy(() -> lock.check(directoryAsked, ONE))
                .hasMessage(
                        file + ":5: the lock is for apt bookworm, but <grub><directory> asks for directory" + remedy);
        assertThatThrownBy(() -> lock.check(apt(Optional.empty(), Optional.empty()), EnumSet.allOf(Platform.class)))
                .hasMessage(file + ": has no tree of x86_64-xen, i386-xen_pvh. Run the goal grub-xen:lock, which adds"
                        + " the platform and keeps the version, or build without this platform.");
    }

    private static TreeDigest locked(LockFile lock) {
        return Objects.requireNonNull(lock.lock().trees().get(Platform.I386_XEN));
    }

    private static AskedOrigin apt(Optional<String> suite, Optional<String> version) {
        return new AskedOrigin("the POM", LockOrigin.Kind.APT, suite, version);
    }

    /** The lock of a source whose modules are none that a build would take. */
    private LockFile lock(FetchedSource source, LockOrigin.Kind kind) throws IOException {
        Path copy = directory.resolve("locked");
        source.copyTo(copy, ONE);
        Files.writeString(copy.resolve("origin"), "Source: grub2\nVersion: 2.06\n");
        return written(Locking.of(new LockOrigin(kind), source, new ModulesDirectory(copy)));
    }

    private LockFile written(GrubLock lock) throws IOException {
        lock.write(file);
        return LockFile.read(file).orElseThrow();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
