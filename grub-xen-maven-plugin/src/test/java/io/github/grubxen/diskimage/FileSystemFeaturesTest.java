// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.diskimage;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.testing.GrubRelease;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each release's grub-fstest reads file systems with the same features. So this machine's can stand for the GRUB of an image,
 * whichever release that is.
 */
class FileSystemFeaturesTest {
    private static final String TEXT = "hello\n";

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "metadata_csum_seed",
                "orphan_file",
                "large_dir",
                "inline_data",
                "casefold",
                "encrypt",
                "ea_inode",
                "verity",
                "bigalloc",
                "stable_inodes",
                "mmp"
            })
    void ofExt4AreReadByAllReleasesOrNone(String feature) throws IOException {
        Tools.require("mke2fs");
        same("mke2fs -q -t ext4 -O " + feature + " -d root disk 16M");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-m crc=0",
                "-m bigtime=0,inobtcount=0",
                "-m bigtime=1,inobtcount=1",
                "-i nrext64=1",
                "-i sparse=1"
            })
    void ofXfsAreReadByAllReleases(String options) throws IOException {
        Tools.require("mkfs.xfs");
        assertThat(same("truncate -s 300M disk && mkfs.xfs -q -p prototype " + options + " disk"))
                .containsOnly(true);
    }

    private Iterable<Boolean> same(String script) throws IOException {
        Path boot = Files.createDirectories(directory.resolve("root/boot"));
        Files.writeString(boot.resolve("file"), TEXT);
        Files.writeString(
                directory.resolve("prototype"),
                "/dev/null\n0 0\nd--755 0 0\nboot d--755 0 0\nfile ---644 0 0 root/boot/file\n$\n$\n");
        Tools.run(directory, "sh", "-c", script + " 2>&1");
        Map<GrubRelease, Boolean> read = new EnumMap<>(GrubRelease.class);
        for (GrubRelease release : GrubRelease.values()) {
            String disk = directory.resolve("disk").toString();
            read.put(
                    release,
                    release.tool(directory, "grub-fstest", disk, "cat", "(loop0)/boot/file")
                            .output()
                            .equals(TEXT));
        }
        assertThat(read.values().stream().distinct()).as(read.toString()).hasSize(1);
        return read.values();
    }
}
