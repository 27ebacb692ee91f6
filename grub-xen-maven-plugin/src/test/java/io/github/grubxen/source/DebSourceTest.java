// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.source;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.DebBuilder;
import io.github.grubxen.testing.SmallDeb;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
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

    private void fill(Path deb) throws IOException {
        new ModulesDirectory(directory.resolve("m")).fill(new DebSource(deb), EnumSet.of(Platform.I386_XEN));
    }
}
