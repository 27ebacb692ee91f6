// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.GrubRelease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModuleRequestTest {
    @TempDir
    Path directory;

    private Path modules = Path.of("");
    private Path changed = Path.of("");

    @BeforeEach
    void changeAModule() throws IOException {
        modules = GrubRelease.BOOKWORM.grubDirectory().resolve(Platform.I386_XEN.id());
        byte[] module = Files.readAllBytes(modules.resolve("ext2.mod"));
        changed = directory.resolve("ext2.mod");
        Files.write(changed, Arrays.copyOf(module, module.length + 4));
    }

    @Test
    void isANameWithOrWithoutItsEnding() throws IOException {
        assertThat(parse("ext2", false)).isEqualTo(ModuleRequest.of("ext2"));
        assertThat(parse("ext2.mod", false)).isEqualTo(ModuleRequest.of("ext2"));
    }

    @Test
    void byPathIsTheTreesOwnWhereItsBytesAre() throws IOException {
        assertThat(parse(modules.resolve("ext2").toString(), false)).isEqualTo(ModuleRequest.of("ext2"));
    }

    @Test
    void byPathWithOtherBytesNeedsConsent() throws IOException {
        assertThatThrownBy(() -> parse(changed.toString(), false))
                .hasMessageContaining("allow modules that are not the tree's");
        ModuleTree tree = GrubRelease.BOOKWORM.tree(Platform.I386_XEN);
        List<ModuleFile> resolved =
                tree.resolveRequests(List.of(parse(changed.toString(), true))).files();
        assertThat(resolved.get(resolved.size() - 1).content().length()).isEqualTo(Files.size(changed));
    }

    @Test
    void byPathIsIgnoredWhereTheModuleCameInBefore() throws IOException {
        ModuleTree tree = GrubRelease.BOOKWORM.tree(Platform.I386_XEN);
        List<ModuleFile> resolved = tree.resolveRequests(
                        List.of(ModuleRequest.of("ext2"), parse(changed.toString(), true)))
                .files();
        assertThat(resolved).isEqualTo(tree.resolve(List.of("ext2")));
    }

    @Test
    void ofAnotherPlatformOrUnknownToTheListIsRefused() throws IOException {
        Path pvh = GrubRelease.BOOKWORM.grubDirectory().resolve("i386-xen_pvh/multiboot.mod");
        assertThatThrownBy(() -> parse(pvh.toString(), true)).hasMessageContaining("moddep.lst says nothing of it");
        Path wide = GrubRelease.BOOKWORM.grubDirectory().resolve("x86_64-xen/ext2.mod");
        assertThatThrownBy(() -> parse(wide.toString(), true)).hasMessageContaining("not a module for i386-xen");
    }

    private static ModuleRequest parse(String argument, boolean foreign) throws IOException {
        return ModuleRequest.parse(GrubRelease.BOOKWORM.tree(Platform.I386_XEN), argument, foreign);
    }
}
