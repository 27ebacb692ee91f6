// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which packages, compiler and awk a source is built with: all three decide bytes. */
class BuildPackagesTest {
    private static final String DEBIAN_12 =
            "debhelper-compat (= 13), python3, flex, gcc-12, gcc-12-multilib [i386 any-amd64], xfonts-unifont";
    private static final String DEBIAN_13 =
            "debhelper-compat (= 13), gawk, gcc-multilib [i386 any-amd64], liblzo2-dev, lzop, qemu-system [i386]";

    @Test
    void aReleaseOfGccThatTheSourceNamesIsItsCompiler() {
        assertThat(BuildPackages.of(recipe(DEBIAN_12)).names())
                .contains("gcc-12", "gcc-12-multilib", "mawk")
                .doesNotContain("gcc", "gawk", "liblzo2-dev", "debhelper-compat");
        assertThat(recipe(DEBIAN_12).compiler()).isEqualTo("gcc-12");
        assertThat(recipe(DEBIAN_12).awk()).isEqualTo("mawk");
    }

    @Test
    void theDefaultCompilerOfASuiteIsCalledAsMakeCallsIt() {
        assertThat(BuildPackages.of(recipe(DEBIAN_13)).names())
                .contains("gcc", "gcc-multilib", "gawk", "liblzo2-dev")
                .doesNotContain("mawk", "lzop", "qemu-system");
        assertThat(recipe(DEBIAN_13).compiler()).isEqualTo("cc");
        assertThat(recipe(DEBIAN_13).awk()).isEqualTo("gawk");
    }

    @Test
    void aTarballIsBuiltWithGccAndGawk() {
        assertThat(BuildPackages.of(recipe("")).names())
                .contains("gcc", "gcc-multilib", "gawk")
                .isSorted();
        assertThat(recipe("").compiler()).isEqualTo("gcc");
        assertThat(recipe("").awk()).isEqualTo("gawk");
    }

    @Test
    void aVariableChoosesAnotherCompiler() {
        BuildRecipe recipe =
                new BuildRecipe(new TarballSource(Path.of("grub.tar")), List.of(), List.of(), Map.of("CC", "gcc-13"));
        assertThat(recipe.compiler()).isEqualTo("gcc-13");
        assertThat(BuildPackages.of(recipe).names())
                .contains("gcc-13", "gcc-13-multilib")
                .doesNotContain("gcc");
        assertThat(recipe.variables()).containsEntry("CC", "gcc-13").containsEntry("TARGET_LDFLAGS", "-no-pie");
    }

    private static BuildRecipe recipe(String buildDepends) {
        DscFile dsc = new DscFile(Path.of("grub2.dsc"), "grub2", "2", buildDepends, List.of());
        return new BuildRecipe(
                buildDepends.isEmpty() ? new TarballSource(Path.of("grub.tar")) : new DebianSource(dsc),
                List.of(),
                List.of(),
                Map.of());
    }
}
