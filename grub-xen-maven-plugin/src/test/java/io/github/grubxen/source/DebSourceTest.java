// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.DebBuilder;
import io.github.grubxen.testing.SmallDeb;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Package files that are hostile or too large. */
class DebSourceTest {
    @TempDir
    Path directory;

    @Test
    void takesNothingFromAPackageThatPointsOutsideItsPlace() throws IOException {
        Tools.require("dpkg-deb", "tar", "ar", "xz");
        Files.writeString(directory.resolve("debian-binary"), "2.0\n");
        Files.writeString(directory.resolve("control"), "Package: p\nVersion: 1\nArchitecture: all\n");
        Files.writeString(directory.resolve("evil.mod"), "x");
        Tools.run(
                directory,
                "sh",
                "-c",
                "tar cJf control.tar.xz ./control && tar cJPf data.tar.xz"
                        + " --transform='s,evil.mod,./usr/lib/grub/i386-xen/../../../../evil.mod,' evil.mod"
                        + " && ar rc evil.deb debian-binary control.tar.xz data.tar.xz");
        assertThatThrownBy(() -> fill(directory.resolve("evil.deb"))).hasMessageContaining("no modules");
    }

    @Test
    void takesNoModuleFromAPackageThatIsLargerThanAny() throws IOException {
        Path deb = new DebBuilder("site")
                .file("usr/lib/grub/i386-xen/a.mod", new byte[(int) ModuleTree.FILE_LIMIT + 1])
                .write(directory);
        assertThatThrownBy(() -> fill(deb))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith(deb + ": usr/lib/grub/i386-xen/a.mod: larger than 67108864 bytes");
    }

    @Test
    void takesNothingFromAPackageThatHasAFileTwice() throws IOException {
        byte[] data = SmallDeb.tar("usr/lib/grub/i386-xen/a.mod", "1", "./usr/lib/grub/i386-xen/a.mod", "2");
        Path deb = Files.write(directory.resolve("twice.deb"), SmallDeb.of("", SmallDeb.control(), data));
        assertThatThrownBy(() -> fill(deb))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("twice.deb: /usr/lib/grub/i386-xen/a.mod: occurs twice");
    }

    /** Built-Using has to name the version that the archive has; only the modules themselves have the suffix. */
    @Test
    void theSuffixOfTheModulesVersionIsKept() throws IOException {
        GrubOrigin origin = origin("Built-Using: grub2 (= 2.12-9)\n", "2.12-9+site1");
        assertThat(origin.version()).isEqualTo("2.12-9");
        assertThat(origin.modulesVersion()).isEqualTo("2.12-9+site1");
        assertThat(GrubOrigin.parse("origin", origin.toText(), "Again.")).isEqualTo(origin);
    }

    @Test
    void aRebuildOrAnotherVersionIsNoSuffix() throws IOException {
        for (String modules : List.of("2.12-9", "2.12-9+b1", "2.12-91", "2.12")) {
            assertThat(origin("Source: grub2 (2.12-9)\n", modules).modulesVersion())
                    .as(modules)
                    .isEqualTo("2.12-9");
        }
    }

    private GrubOrigin origin(String field, String modules) throws IOException {
        String info = "grub_modinfo_target_cpu=i386\ngrub_modinfo_platform=xen\ngrub_version=\"2.12\"\n"
                + "grub_package_version=\"" + modules + "\"\n";
        Path deb = new DebBuilder("modules")
                .fields(field)
                .file("usr/lib/grub/i386-xen/modinfo.sh", info.getBytes(StandardCharsets.UTF_8))
                .write(directory);
        Path into = Files.createDirectories(directory.resolve("into"));
        return new DebSource(deb).copyTo(into, EnumSet.of(Platform.I386_XEN));
    }

    private void fill(Path deb) throws IOException {
        new ModulesDirectory(directory.resolve("m")).fill(new DebSource(deb), EnumSet.of(Platform.I386_XEN));
    }
}
