// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.config.GrubConfigs;
import io.github.grubxen.io.Directories;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.source.DebSource;
import io.github.grubxen.source.ModulesDirectory;
import io.github.grubxen.testing.GrubRelease;
import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownTreesTest {
    private static final Platform PLATFORM = Platform.I386_XEN;

    @TempDir
    Path directory;

    private ModulesDirectory modules = new ModulesDirectory(Path.of("."));

    @BeforeEach
    void fill() throws IOException {
        modules = new ModulesDirectory(directory.resolve("modules"));
        modules.fill(new DebSource(GrubRelease.BOOKWORM.deb("grub-xen-bin")), EnumSet.of(PLATFORM));
    }

    @Test
    void readsATreeOnceInABuild() throws IOException {
        Map<Object, Object> context = new HashMap<>();
        ModuleTree first = new KnownTrees(context, modules).tree(PLATFORM);
        Directories.delete(modules.path());
        assertThat(new KnownTrees(context, modules).tree(PLATFORM)).isSameAs(first);
    }

    @Test
    void keepsTheConfigsForTheGoalsThatFollow() {
        Map<Object, Object> context = new HashMap<>();
        GrubConfigs first = new KnownTrees(context, modules).configs();
        assertThat(new KnownTrees(context, modules).configs()).isSameAs(first);
        assertThat(new KnownTrees(null, modules).configs()).isNotSameAs(first);
    }

    /** Maven keeps the context of each project of a reactor to its end. */
    @Test
    void keepsNoTreeForWhichThereIsNoMemory() throws IOException {
        Map<Object, Object> context = new HashMap<>();
        ModuleTree first = new KnownTrees(context, modules).tree(PLATFORM);
        for (Object kept : context.values()) {
            ((Reference<?>) kept).clear(); // as the collector does before memory runs out
        }
        assertThat(new KnownTrees(context, modules).tree(PLATFORM)).isNotSameAs(first);
    }

    @Test
    void readsAnothersDirectoryForItself() throws IOException {
        Map<Object, Object> context = new HashMap<>();
        ModuleTree first = new KnownTrees(context, new ModulesDirectory(directory.resolve("./modules"))).tree(PLATFORM);
        assertThat(new KnownTrees(context, modules).tree(PLATFORM)).isNotSameAs(first);
    }

    @Test
    void readsWithoutAContextToo() throws IOException {
        assertThat(new KnownTrees(null, modules).tree(PLATFORM).platform()).isEqualTo(PLATFORM);
    }
}
