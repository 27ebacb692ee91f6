// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.testing.Tools;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Linux in packages as Debian's releases have them. */
class LinuxFilesTest {
    private static final Pattern FOLLOWED = LabPackages.XEN.follow();

    @TempDir
    Path directory;

    private final List<Path> debs = new ArrayList<>();

    @BeforeEach
    void needsDpkg() {
        Tools.require("dpkg-deb");
    }

    @Test
    void findsTheKernelsOfDebian12And13InBoot() throws IOException {
        deb(
                "linux-image-6.1.0-56-amd64",
                Map.of("boot/vmlinuz-6.1.0-56-amd64", "full", "boot/config-6.1.0-56-amd64", ""));
        deb("linux-image-6.1.0-56-cloud-amd64", Map.of("boot/vmlinuz-6.1.0-56-cloud-amd64", "cloud"));
        findsBoth();
    }

    @Test
    void findsTheKernelsOfLaterReleasesBesideTheirModules() throws IOException {
        deb("linux-image-7.2.13+deb14-amd64", Map.of("usr/share/doc/linux", ""));
        deb("linux-binary-7.2.13+deb14-amd64", Map.of("usr/lib/modules/7.2.13+deb14-amd64/vmlinuz", "full"));
        deb(
                "linux-binary-7.2.13+deb14-cloud-amd64",
                Map.of("usr/lib/modules/7.2.13+deb14-cloud-amd64/vmlinuz", "cloud"));
        findsBoth();
    }

    @Test
    void followsThePackagesOfBothForms() {
        assertThat(List.of(
                        "linux-image-6.12.57+deb13-amd64",
                        "linux-image-6.12.57+deb13-cloud-amd64",
                        "linux-binary-7.2.13+deb14-amd64",
                        "linux-binary-7.2.13+deb14-cloud-amd64",
                        "linux-modules-7.2.13+deb14-amd64"))
                .allMatch(FOLLOWED.asMatchPredicate());
        assertThat(List.of("linux-modules-7.2.13+deb14-cloud-amd64", "linux-base", "linux-base-7.2.13+deb14-amd64"))
                .noneMatch(FOLLOWED.asMatchPredicate());
    }

    @Test
    void saysThatThereIsNone() throws IOException {
        deb("linux-image-8-amd64", Map.of("usr/share/doc/linux", ""));
        LinuxFiles linux = new LinuxFiles(unpack());
        assertThatThrownBy(linux::full)
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("0 files match")
                .hasMessageContaining("Try another suite");
    }

    @Test
    void readsModulesHoweverTheyAreCompressed() throws IOException {
        byte[] module = "module".repeat(1000).getBytes(StandardCharsets.UTF_8);
        Path modules = Files.createDirectories(directory.resolve("root/usr/lib/modules/1/kernel/drivers/block"));
        Files.write(modules.resolve("plain.ko"), module);
        Files.write(modules.resolve("one.ko.zst"), Zstd.compress(module));
        try (OutputStream out = new XZCompressorOutputStream(Files.newOutputStream(modules.resolve("two.ko.xz")));
                OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(modules.resolve("xen_three.ko.gz")))) {
            out.write(module);
            gzip.write(module);
        }
        Dom0Modules found = new Dom0Modules(new Sysroot(directory.resolve("root")));
        for (String name : List.of("plain", "one", "two", "xen-three")) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            found.file(name).orElseThrow().writeTo(bytes);
            assertThat(bytes.toByteArray()).as(name).isEqualTo(module);
        }
        for (String name : List.of("a.ko", "a.ko.xz", "a.ko.zst", "a.ko.gz")) {
            assertThat(("usr/lib/modules/1/kernel/drivers/block/" + name).matches(Dom0Modules.PATHS))
                    .isTrue();
        }
    }

    private void findsBoth() throws IOException {
        LinuxFiles linux = new LinuxFiles(unpack());
        assertThat(linux.full()).hasContent("full");
        assertThat(linux.cloud()).hasContent("cloud");
    }

    private Sysroot unpack() throws IOException {
        Path root = Files.createDirectories(directory.resolve("root"));
        return Sysroot.unpack(debs, root, path -> path.matches(LinuxFiles.PATHS));
    }

    private void deb(String name, Map<String, String> files) throws IOException {
        Path tree = directory.resolve(name);
        Files.createDirectories(tree.resolve("DEBIAN"));
        Files.writeString(
                tree.resolve("DEBIAN/control"),
                "Package: " + name
                        + "\nVersion: 1\nArchitecture: all\nMaintainer: M <m@example.org>\nDescription: d\n");
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = tree.resolve(file.getKey());
            Files.createDirectories(path.resolveSibling(".").normalize());
            Files.writeString(path, file.getValue());
        }
        Path deb = directory.resolve(name + ".deb");
        Tools.run(directory, "dpkg-deb", "--root-owner-group", "-b", tree.toString(), deb.toString());
        debs.add(deb);
    }
}
