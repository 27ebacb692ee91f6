// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.Bytes;
import io.github.grubxen.module.ModInfo;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.GrubRelease;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Optional contents that a release of GRUB does not support. */
class ExtrasTest {
    private static final Platform PLATFORM = Platform.I386_XEN_PVH;

    @Test
    void refusesWhatADevelopmentSnapshotMayNumberAsItsNextRelease() throws IOException {
        ModuleTree tree = GrubRelease.BOOKWORM.tree(PLATFORM);
        ModuleTree snapshot = new ModuleTree(
                tree.platform(),
                tree.name(),
                new ModInfo(tree.info().cpu(), tree.info().firmware(), "2.13", "2.13-1"),
                tree.kernel(),
                tree.modules(),
                tree.lists(),
                tree.dependencies());
        Optional<Bytes> deviceTree = Optional.of(text("tree"));
        for (Extras extras : List.of(
                new Extras(List.of(), deviceTree, false, false, false),
                new Extras(List.of(), Optional.empty(), true, false, false),
                new Extras(List.of(), Optional.empty(), false, true, false))) {
            Standalone standalone = new Standalone(
                    List.of(),
                    Optional.of(List.of()),
                    new TreeMap<>(),
                    List.of(),
                    MemdiskFileCompression.NO,
                    7,
                    extras);
            assertThatThrownBy(() -> build(snapshot, standalone)).hasMessageContaining("GRUB 2.13-1: ");
        }
    }

    @Test
    void keysShimLockAndCliAreRefusedWhereTheReleaseDoesNotKnowThem() throws IOException {
        ModuleTree tree = GrubRelease.BOOKWORM.tree(PLATFORM);
        Extras cli = new Extras(List.of(), Optional.empty(), true, true, false);
        assertThat(cli.warnings()).singleElement().asString().contains("no shim on Xen");
        assertThatThrownBy(() -> build(
                        tree,
                        new Standalone(
                                List.of(),
                                Optional.of(List.of()),
                                new TreeMap<>(),
                                List.of(),
                                MemdiskFileCompression.NO,
                                7,
                                cli)))
                .hasMessageContaining("disabling the command line")
                .hasMessageContaining("needs GRUB 2.14 or later");
    }

    private static byte[] build(ModuleTree tree, Standalone standalone) throws IOException {
        return standalone.recipe(tree).image(tree).toByteArray();
    }

    private static Bytes text(String text) {
        return ImageRecipe.text("text", text);
    }
}
