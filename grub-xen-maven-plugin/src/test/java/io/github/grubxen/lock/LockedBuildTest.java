// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.source.FetchedSource;
import io.github.grubxen.source.GrubOrigin;
import io.github.grubxen.source.ModulesDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lock of modules that a build compiles: the files of the source, and the patches. */
class LockedBuildTest {
    private static final Set<Platform> ONE = EnumSet.of(Platform.I386_XEN);

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void nameTheLock() {
        file = directory.resolve("grub-xen.lock");
    }

    @Test
    void refusesASourceOrAPatchThatIsNotTheLockedOne() throws IOException {
        Path dsc = Files.writeString(directory.resolve("grub2_1.dsc"), "description");
        Path original = Files.writeString(directory.resolve("grub2_1.orig.tar"), "tarball");
        Path patch = Files.writeString(directory.resolve("fix.patch"), "patch");
        FetchedSource source = built(List.of(dsc, original), List.of(patch));
        LockFile lock = lock(source);
        assertThat(lock.lock().files())
                .extracting(LockedFile::toString)
                .containsExactly("grub2_1.dsc", "grub2_1.orig.tar", "fix.patch");
        LockedSource.of(source, lock);
        for (Path file : List.of(dsc, original, patch)) {
            String text = Files.readString(file);
            Files.writeString(file, text.toUpperCase(Locale.ROOT));
            assertThatThrownBy(() -> LockedSource.of(source, lock))
                    .isInstanceOf(BadInput.class)
                    .hasMessageContaining(file.getFileName() + " has the SHA-256 ");
            Files.writeString(file, text);
        }
        assertThatThrownBy(() -> LockedSource.of(built(List.of(dsc, original), List.of()), lock))
                .hasMessageContaining("the lock names fix.patch, but the source does not have it. Restore");
        assertThatThrownBy(() -> LockedSource.of(built(List.of(dsc, original), List.of(patch, patch)), lock))
                .hasMessageStartingWith(file + ": has no digest of " + patch);
    }

    @Test
    void refusesToLockAFileWhoseNameTheLockCannotContain() throws IOException {
        Path patch = Files.writeString(directory.resolve(" a.patch"), "patch");
        assertThatThrownBy(() -> lock(built(List.of(), List.of(patch))))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("this name cannot be written to a lock file. Rename the file.");
    }

    @Test
    void isNotForAnotherSuiteOrVersionOrForAFile() throws IOException {
        LockFile source = written(new GrubLock(
                new LockOrigin(LockOrigin.Kind.SOURCE, "bookworm"),
                "grub2",
                "2.06-13",
                List.of(),
                Map.of(Platform.I386_XEN, new TreeDigest(3, "0".repeat(64)))));
        source.check(source(Optional.of("bookworm"), Optional.of("2.06-13")), ONE);
        source.check(source(Optional.of("bookworm"), Optional.empty()), ONE);
        assertThatThrownBy(() -> source.check(source(Optional.of("trixie"), Optional.empty()), ONE))
                .hasMessageContaining("the lock is for source bookworm, but <source> asks for source trixie");
        assertThatThrownBy(() -> source.check(source(Optional.empty(), Optional.empty()), ONE))
                .hasMessageContaining("the lock is for source bookworm, but <source> asks for source.");
        assertThatThrownBy(() -> source.check(source(Optional.of("bookworm"), Optional.of("2.06-12")), ONE))
                .hasMessageContaining("the lock is for version 2.06-13, but <source> asks for version 2.06-12");
    }

    /** A source of these files. */
    private FetchedSource built(List<Path> files, List<Path> patches) {
        return new FetchedSource() {
            @Override
            public String description() {
                return "the source";
            }

            @Override
            public List<Path> files() {
                return files;
            }

            @Override
            public List<Path> patches() {
                return patches;
            }

            @Override
            public GrubOrigin copyTo(Path into, Set<Platform> platforms) throws IOException {
                Files.writeString(
                        Files.createDirectories(into.resolve("i386-xen")).resolve("one.mod"), "a module");
                return new GrubOrigin("grub2", "1");
            }

            @Override
            public String state(Set<Platform> platforms) {
                return "";
            }
        };
    }

    private static AskedOrigin source(Optional<String> suite, Optional<String> version) {
        return new AskedOrigin("<source>", LockOrigin.Kind.SOURCE, suite, version);
    }

    private LockFile lock(FetchedSource source) throws IOException {
        Path copy = directory.resolve("locked");
        source.copyTo(copy, ONE);
        Files.writeString(copy.resolve("origin"), "Source: grub2\nVersion: 1\n");
        return written(Locking.of(new LockOrigin(LockOrigin.Kind.SOURCE), source, new ModulesDirectory(copy)));
    }

    private LockFile written(GrubLock lock) throws IOException {
        lock.write(file);
        return LockFile.read(file).orElseThrow();
    }
}
