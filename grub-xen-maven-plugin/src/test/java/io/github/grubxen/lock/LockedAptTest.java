// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Digest;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.source.AptRepository;
import io.github.grubxen.testing.SilentLog;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A locked package of the real apt; a small one, in place of grub-xen-bin. */
class LockedAptTest {
    private static final String SMALL = "libcap2";
    private static final String KEEP = "Keep a copy.";

    @TempDir
    Path directory;

    /** Fetched once: apt takes seconds. */
    @TempDir
    static Path shared;

    private Path deb;
    private LockedFile locked;

    @BeforeEach
    void fetch() throws IOException {
        Tools.require("apt-get", "apt-config");
        deb = repository(shared, false).download(SMALL, Optional.empty(), new SilentLog());
        locked = LockedFile.ofPackage(deb);
    }

    @Test
    void isFetchedInItsVersionAndThenFoundWithoutAskingApt() throws IOException {
        Path fetched = fetched(locked, false);
        assertThat(fetched).hasSameBinaryContentAs(deb).isNotEqualTo(deb);
        Files.delete(fetched.resolveSibling("state/status")); // apt is not run any more
        assertThat(fetched(locked, false)).isEqualTo(fetched);
        assertThat(fetched(locked, true)).isEqualTo(fetched);
        assertThat(fetched.resolveSibling("state/status")).doesNotExist();
    }

    @Test
    void isRefusedWhereTheArchiveHasAnotherFileOfTheVersion() throws IOException {
        LockedFile other = new LockedFile(
                LockedFile.Kind.PACKAGE, SMALL, locked.version(), locked.architecture(), locked.size(), "0".repeat(64));
        assertThatThrownBy(() -> fetched(other, false))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith(directory.resolve("grub-xen.lock") + ":13: " + SMALL + " " + locked.version()
                        + " has the SHA-256 " + "0".repeat(64) + " in the lock, but " + deb.getFileName() + " of ")
                .hasMessageContaining(" has " + locked.sha256() + ". ")
                .hasMessageContaining("grub-xen:update, or remove the lock file");
        assertThat(cached(deb)).doesNotExist();
    }

    @Test
    void thatWasTamperedWithInTheCacheIsRefusedOfflineAndFetchedAgainElse() throws IOException {
        Path fetched = fetched(locked, false);
        Files.write(fetched, new byte[(int) locked.size()]);
        assertThatThrownBy(() -> fetched(locked, true)).hasMessageContaining(fetched + ": damaged");
        assertThat(fetched(locked, false)).hasSameBinaryContentAs(deb);
    }

    @Test
    void thatTheArchiveNoLongerHasIsTakenFromTheCache() throws IOException {
        fetched(locked, false);
        Path gone = Files.writeString(cached(deb).resolveSibling(SMALL + "_1%3a0.1-1_amd64.deb"), "an old package");
        LockedFile old = new LockedFile(
                LockedFile.Kind.PACKAGE, SMALL, "1:0.1-1", "amd64", Files.size(gone), Digest.sha256(gone));
        assertThat(fetched(old, false)).isEqualTo(gone);
        assertThat(fetched(old, true)).isEqualTo(gone);
    }

    @Test
    void thatNobodyHasAnyMoreSaysWhatTheArchiveHasNowAndHowToKeepACopy() {
        LockedFile old = new LockedFile(LockedFile.Kind.PACKAGE, SMALL, "1:0.1-1", "amd64", 7, "0".repeat(64));
        assertThatThrownBy(() -> fetched(old, false))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("grub-xen.lock:13: " + SMALL
                        + " 1:0.1-1 is locked, but neither the cache nor the archive has it: ")
                .hasMessageContaining(" has " + locked.version() + " now")
                .hasMessageEndingWith("Run the goal grub-xen:update to lock that version. " + KEEP);
        assertThatThrownBy(() -> fetched(old, true))
                .hasMessageContaining("is not in the cache")
                .hasMessageContaining("without -o");
    }

    private Path fetched(LockedFile file, boolean offline) throws IOException {
        AptRepository repository = repository(directory.resolve("cache"), offline);
        Path path = directory.resolve("grub-xen.lock");
        new GrubLock(
                        new LockOrigin(LockOrigin.Kind.APT, repository.suite()),
                        "source",
                        "1",
                        List.of(file),
                        Map.of(Platform.I386_XEN, new TreeDigest(1, "0".repeat(64))))
                .write(path);
        return new LockedApt(repository, LockFile.read(path).orElseThrow(), KEEP)
                .fetched(new SilentLog())
                .files()
                .get(0);
    }

    private Path cached(Path other) {
        Path suite = other.resolveSibling("").normalize().getFileName();
        return directory.resolve("cache/apt").resolve(suite).resolve(other.getFileName());
    }

    private static AptRepository repository(Path cache, boolean offline) throws IOException {
        return new AptRepository(cache, Optional.empty(), offline);
    }
}
