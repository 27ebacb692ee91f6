// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.archive.DebArchive;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Digest;
import io.github.grubxen.io.Directories;
import io.github.grubxen.testing.OtherJava;
import io.github.grubxen.testing.RecordingLog;
import io.github.grubxen.testing.SilentLog;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Caches that cannot be read, written or filled, and files in them that changed: with the real apt and a small package. */
class CacheFaultsTest {
    private static final String SMALL = "libcap2";
    private static final String REMEDY = "Let this user read and write there, or name another directory as the cache.";

    /** Fetched once: apt takes seconds. */
    @TempDir
    static Path fetched;

    @TempDir
    Path directory;

    private Path cache;
    private Path suite;
    private Path deb;
    private byte[] good;
    private String version;

    /** Gets the package from a cache, and prints what is said and the file. */
    public static void main(String[] arguments) throws IOException {
        List<String> said = new ArrayList<>();
        AptRepository apt =
                new AptRepository(Path.of(arguments[0]), Optional.empty(), Boolean.parseBoolean(arguments[1]));
        try {
            for (String version : List.of(arguments).subList(2, arguments.length)) {
                Optional<String> wanted = version.isEmpty() ? Optional.empty() : Optional.of(version);
                said.add("got " + apt.download(SMALL, wanted, new RecordingLog(said)));
            }
        } catch (BadInput e) {
            said.add("refused " + e.getMessage());
        }
        said.forEach(System.out::println);
    }

    @BeforeEach
    void fetch() throws IOException {
        Tools.require("apt-get", "apt-config");
        if (Directories.list(fetched).isEmpty()) {
            new AptRepository(fetched, Optional.empty(), false).download(SMALL, Optional.empty(), new SilentLog());
        }
        cache = Files.createDirectory(directory.resolve("cache"));
        copy(fetched, cache);
        Path first =
                new AptRepository(cache, Optional.empty(), true).download(SMALL, Optional.empty(), new SilentLog());
        deb = first;
        suite = first.resolveSibling(".").normalize();
        good = Files.readAllBytes(deb);
        version = new DebArchive(deb).control().get("Version").orElseThrow();
    }

    /** Else the directory of the test could not be deleted. */
    @AfterEach
    void makeWritable() throws IOException {
        Tools.run(directory, "chmod", "-R", "u+rwX", directory.toString());
    }

    @Test
    void aCacheThatCannotBeReadIsNamedWithTheRemedy() throws IOException {
        for (Path unreadable : List.of(suite, cache)) {
            Files.setPosixFilePermissions(unreadable, PosixFilePermissions.fromString("---------"));
            for (String offline : List.of("true", "false")) {
                assertThat(OtherJava.boundByModes().run(getClass(), cache.toString(), offline, ""))
                        .startsWith("refused " + suite + ": ")
                        .contains("(permission denied). " + REMEDY);
            }
        }
    }

    @Test
    void aReadOnlyCacheIsUsedAsItIsWithoutAskingApt() throws IOException {
        Tools.run(directory, "chmod", "-R", "a-w", cache.toString());
        assertUsedAsItIs(OtherJava.boundByModes());
    }

    @Test
    void soIsACacheOnAFileSystemThatIsReadOnly() throws IOException {
        assertUsedAsItIs(OtherJava.withReadOnly(cache));
    }

    @Test
    void aReadOnlyCacheWithoutALockIsUsedToo() throws IOException {
        Files.delete(suite.resolve("lock"));
        assertUsedAsItIs(OtherJava.withReadOnly(cache));
    }

    private void assertUsedAsItIs(OtherJava java) throws IOException {
        Map<String, FileTime> before = files();
        String told = "The cache " + suite + " is read-only: the build uses its contents and does not ask apt\n";
        String got = "got " + deb + "\n";
        assertThat(java.run(getClass(), cache.toString(), "false", "", version)).isEqualTo(told + got + got);
        assertThat(java.run(getClass(), cache.toString(), "true", "", version)).isEqualTo(got + got);
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void aReadOnlyCacheThatLacksSomethingIsNamedWithTheRemedy() throws IOException {
        Tools.run(directory, "chmod", "-R", "a-w", cache.toString());
        for (String offline : List.of("true", "false")) {
            assertThat(OtherJava.boundByModes().run(getClass(), cache.toString(), offline, "9:9"))
                    .endsWith("refused " + suite + ": " + SMALL + " 9:9 of " + suite.getFileName()
                            + " is not in this cache, which is read-only. " + REMEDY + "\n");
        }
    }

    @Test
    void aReadOnlyCacheWithADamagedPackageIsNamedWithTheRemedy() throws IOException {
        changeOneByte();
        Tools.run(directory, "chmod", "-R", "a-w", cache.toString());
        assertThat(OtherJava.boundByModes().run(getClass(), cache.toString(), "false", ""))
                .endsWith("refused " + deb + ": damaged: it is no longer the file that apt fetched into the cache."
                        + " The cache is read-only. " + REMEDY + "\n");
    }

    @Test
    void anEmptyDirectoryThatIsReadOnlyCannotBecomeACache() throws IOException {
        Path empty = Files.createDirectory(directory.resolve("empty"));
        Files.setPosixFilePermissions(empty, PosixFilePermissions.fromString("r-xr-xr-x"));
        assertThat(OtherJava.boundByModes().run(getClass(), empty.toString(), "false", ""))
                .isEqualTo("refused " + empty.resolve("apt").resolve(suite.getFileName())
                        + ": cannot be made or used as a directory of the cache (permission denied). " + REMEDY + "\n");
    }

    /** The first is too small for what we write, and apt fills the second with what it makes of the package lists. */
    @ParameterizedTest
    @ValueSource(strings = {"4k", "1m"})
    void aFullDiskIsNamedWithTheRemedy(String size) throws IOException {
        Path small = directory.resolve("small");
        assertThat(OtherJava.withSmallDisk(small, size).run(getClass(), small.toString(), "false", ""))
                .contains("refused ", small.toString(), "No space left on device", "Make room on ");
    }

    /** Through an apt that believes that the file is whole. */
    @Test
    void aDownloadThatIsCutOffDoesNotReachTheCache() throws IOException {
        Files.delete(deb);
        Path programs = Files.createDirectory(directory.resolve("programs"));
        Path cutting = Files.writeString(programs.resolve("apt-get"), """
                #!/bin/sh
                PATH=${PATH#*:}
                apt-get "$@" || exit
                for file in *.deb; do [ ! -f "$file" ] || truncate -s -1 "$file"; done
                """);
        assertThat(cutting.toFile().setExecutable(true)).isTrue();
        List<String> java = OtherJava.boundByModes().command(List.of(), getClass(), cache.toString(), "false", "");
        Map<String, String> path = Map.of("PATH", programs + ":" + System.getenv("PATH"));
        assertThat(Tools.run(Path.of("").toAbsolutePath(), path, java.toArray(String[]::new)))
                .contains("refused " + suite.resolve("state/download").resolve(deb.getFileName())
                        + ": not the file that the package list names. Build again; if it happens again,");
        assertThat(deb).doesNotExist();
        assertThat(suite.resolve("state/download")).doesNotExist();
    }

    /** An apt that was killed, or found no more room, leaves it. */
    @Test
    void whatAptLeftUnfinishedIsRemoved() throws IOException {
        Path left = Files.writeString(suite.resolve("state/cache/srcpkgcache.bin.aB3dEf"), "left");
        download(cache, Optional.empty(), false);
        assertThat(left).doesNotExist();
        assertThat(suite.resolve("state/cache/srcpkgcache.bin")).exists();
    }

    @Test
    void aPackageDamagedAtTheSameSizeAndTimeIsNoticedByItsDigest() throws IOException {
        changeOneByte();
        assertThatThrownBy(() -> download(cache, Optional.empty(), true))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining(deb + ": damaged");
        assertThatThrownBy(() -> download(cache, Optional.of(version), true)).hasMessageContaining(deb + ": damaged");
        assertThat(download(cache, Optional.of(version), false)).hasBinaryContent(good);
        changeOneByte();
        assertThat(download(cache, Optional.empty(), false)).hasBinaryContent(good);
    }

    @Test
    void aVersionThatWasFetchedAsTheSuitesOwnIsFoundWhenItIsPinned() throws IOException {
        assertThat(download(cache, Optional.of(version), true)).isEqualTo(deb);
        assertThatThrownBy(() -> download(cache, Optional.of("0-1"), true)).hasMessageContaining("is not in the cache");
    }

    @Test
    void aSymbolicLinkInPlaceOfAPackageIsNamedAndNotFollowed() throws IOException {
        Path elsewhere = Files.move(deb, directory.resolve("elsewhere.deb"));
        Files.createSymbolicLink(deb, elsewhere);
        for (boolean offline : List.of(true, false)) {
            assertThatThrownBy(() -> download(cache, Optional.empty(), offline))
                    .isInstanceOf(BadInput.class)
                    .hasMessageStartingWith(deb + ": is a symbolic link, and links in the cache are not followed");
        }
        assertThat(elsewhere).hasBinaryContent(good);
    }

    @Test
    void aCacheOfAnotherUserIsUsedWithAWarning() throws IOException {
        Tools.giveAway(cache);
        List<String> said = new ArrayList<>();
        AptRepository apt = new AptRepository(cache, Optional.empty(), true);
        apt.warnOfOthers(new RecordingLog(said));
        assertThat(apt.download(SMALL, Optional.empty(), new SilentLog())).hasBinaryContent(good);
        assertThat(said)
                .singleElement()
                .asString()
                .startsWith("The cache " + cache.toRealPath() + " belongs to ")
                .contains("use a cache of your own");
    }

    /** Source: apt separates the URIs of a source by blanks, and takes a quoted word in its configuration as it is. */
    @ParameterizedTest
    @ValueSource(strings = {"with two  blanks", "50%20off", "t\u00e9e \u732b"})
    void aCacheUnderANameLikeThisIsAsGoodAsAnyOther(String name) throws IOException {
        Tools.needEvenInCi(
                name.chars().allMatch(character -> character < 0x80)
                        || "UTF-8".equals(System.getProperty("sun.jnu.encoding")),
                "a UTF-8 locale");
        Path odd = directory.resolve(name);
        copy(
                fetched.resolve("apt").resolve(suite.getFileName()).resolve("state"),
                odd.resolve("apt").resolve(suite.getFileName()).resolve("state"));
        Path first = download(odd, Optional.empty(), false);
        assertThat(first).hasBinaryContent(good);
        assertThat(download(odd, Optional.of(version), true)).isEqualTo(first);
    }

    private void changeOneByte() throws IOException {
        FileTime time = Files.getLastModifiedTime(deb);
        byte[] bytes = Files.readAllBytes(deb);
        bytes[bytes.length / 2] ^= 1;
        Files.setLastModifiedTime(Files.write(deb, bytes), time);
        assertThat(Digest.sha256(deb)).isNotEqualTo(Digest.sha256(fetched.resolve(cache.relativize(deb))));
    }

    private static Path download(Path cache, Optional<String> version, boolean offline) throws IOException {
        return new AptRepository(cache, Optional.empty(), offline).download(SMALL, version, new SilentLog());
    }

    /** All that is in the cache, with the time of its last change. */
    private Map<String, FileTime> files() throws IOException {
        Map<String, FileTime> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(cache)) {
            for (Path file : all.toList()) {
                files.put(file.toString(), Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS));
            }
        }
        return files;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }
}
