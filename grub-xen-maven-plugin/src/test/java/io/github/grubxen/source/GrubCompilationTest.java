// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GrubCompilationTest {
    @TempDir
    Path directory;

    @Test
    void isReadBackWithItsFilesInOrder() throws IOException {
        GrubCompilation compilation = compilation();
        assertThat(GrubCompilation.parse("file", compilation.toText(), "")).contains(compilation);
        assertThat(GrubCompilation.parse("file", "Source: grub2\nVersion: 2\n", ""))
                .isEmpty();
    }

    @Test
    void isPartOfAnOriginBesidePackages() throws IOException {
        GrubPackage used =
                new GrubPackage("grub-xen-bin", "2-1", "amd64", "M <m@example.org>", "g.deb", 3, "0".repeat(64));
        GrubOrigin origin = new GrubOrigin("grub2", "2-1", List.of(used), Optional.of(compilation()), "+site1");
        assertThat(GrubOrigin.parse("file", origin.toText(), "")).isEqualTo(origin);
    }

    @Test
    void patchesAndTheVersionsSuffixTellTheModulesFromTheUnpatchedOnes() throws IOException {
        GrubOrigin patched = new GrubOrigin("grub2", "2-1", List.of(), Optional.of(compilation()), "+site1");
        assertThat(patched.description()).isEqualTo("grub2 2-1 with the patches a.patch, grub.dsc");
        assertThat(patched.modulesVersion()).isEqualTo("2-1+site1");
        GrubOrigin plain = new GrubOrigin("grub2", "2-1");
        assertThat(plain.description()).isEqualTo("grub2 2-1");
        assertThat(plain.modulesVersion()).isEqualTo("2-1");
    }

    @Test
    void aFileWithoutADigestIsRefused() throws IOException {
        String text = compilation().toText().replace("SHA256: ", "SHA256: x");
        assertThatThrownBy(() -> GrubCompilation.parse("file", text, "Build again."))
                .isInstanceOf(BadInput.class)
                .hasMessage("file: has no size and digest of grub.dsc. Build again.");
    }

    private GrubCompilation compilation() throws IOException {
        Path dsc = Files.writeString(directory.resolve("grub.dsc"), "dsc");
        Path patch = Files.writeString(directory.resolve("a.patch"), "patch");
        return new GrubCompilation(
                "gcc-12 (Debian 12.2.0-14) 12.2.0",
                "a root of bookworm",
                List.of(GrubCompilation.Input.of(dsc)),
                List.of(GrubCompilation.Input.of(patch), GrubCompilation.Input.of(dsc)),
                "+site1");
    }
}
