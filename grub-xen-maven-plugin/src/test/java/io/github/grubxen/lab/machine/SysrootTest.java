// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SysrootTest {
    @TempDir
    Path directory;

    private Path tree = Path.of("");

    @BeforeEach
    void makeTree() throws IOException {
        Tools.require("dpkg-deb");
        tree = directory.resolve("tree");
        Files.createDirectories(tree.resolve("DEBIAN"));
        Files.writeString(
                tree.resolve("DEBIAN/control"),
                "Package: p\nVersion: 1\nArchitecture: all\nMaintainer: M <m@example.org>\nDescription: d\n");
        file("lib/x86_64-linux-gnu/libone.so.1.2", "one");
        link("lib/x86_64-linux-gnu/libone.so.1", "libone.so.1.2");
        link("lib64/ld-linux-x86-64.so.2", "/lib/x86_64-linux-gnu/libone.so.1");
        link("usr/bin/secret", "../../../../../../etc/passwd");
        link("usr/bin/cycle", "cycle");
    }

    @Test
    void mergesUsrAndMakesLinksFiles() throws IOException {
        Sysroot root = unpack();
        assertThat(root.matching(".*"))
                .containsExactly(
                        "usr/lib/x86_64-linux-gnu/libone.so.1",
                        "usr/lib/x86_64-linux-gnu/libone.so.1.2",
                        "usr/lib64/ld-linux-x86-64.so.2");
        assertThat(root.file("usr/lib64/ld-linux-x86-64.so.2")).hasContent("one");
        assertThat(root.library("libone.so.1")).isEqualTo("usr/lib/x86_64-linux-gnu/libone.so.1");
    }

    @Test
    void unpacksOnlyWhatIsWantedWithWhatItLeadsTo() throws IOException {
        Path deb = build();
        Sysroot root = Sysroot.unpack(List.of(deb), directory.resolve("root"), path -> path.endsWith(".so.2"));
        assertThat(root.matching(".*")).containsExactly("usr/lib64/ld-linux-x86-64.so.2");
        assertThat(root.file("usr/lib64/ld-linux-x86-64.so.2")).hasContent("one");
    }

    @Test
    void saysWhatIsNotThere() throws IOException {
        Sysroot root = unpack();
        assertThatThrownBy(() -> root.file("usr/bin/xl"))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("usr/bin/xl: no such file in the packages of the lab");
        assertThatThrownBy(() -> root.library("libtwo.so")).hasMessageContaining("libtwo.so: no such library");
        assertThatThrownBy(() -> root.only("usr/lib.*")).hasMessageContaining("3 files match");
    }

    private Sysroot unpack() throws IOException {
        return Sysroot.unpack(List.of(build()), directory.resolve("root"), path -> true);
    }

    private Path build() throws IOException {
        Path deb = directory.resolve("p.deb");
        Tools.run(directory, "dpkg-deb", "--root-owner-group", "-b", tree.toString(), deb.toString());
        return deb;
    }

    private void file(String path, String text) throws IOException {
        Files.createDirectories(tree.resolve(path).resolveSibling("."));
        Files.writeString(tree.resolve(path), text);
    }

    private void link(String path, String target) throws IOException {
        Files.createDirectories(tree.resolve(path).resolveSibling("."));
        Files.createSymbolicLink(tree.resolve(path), Path.of(target));
    }
}
