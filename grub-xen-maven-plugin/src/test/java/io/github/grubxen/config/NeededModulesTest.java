// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.archive.TarAttributes;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.plan.BakedConfig;
import io.github.grubxen.plan.ImageRecipe;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.GrubRelease;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NeededModulesTest {
    private static final String CONFIG = """
            set root=xen/xvda
            function start { linux /vmlinuz console=hvc0; initrd /initrd.img; }
            if [ -f /vmlinuz ]; then start; boot; fi
            insmod sleep
            terminal_output gfxterm
            cat /etc/motd
            """;

    private static final NeededModules LITTLE = new NeededModules(
            Optional.of(List.of("ext2")), Optional.of(List.of("part_gpt")), Optional.of(List.of("xzio")), List.of());

    @ParameterizedTest
    @MethodSource("io.github.grubxen.testing.Releases#withPlatforms")
    void areThoseOfTheCommandsAndWhatReadsDisks(GrubRelease release, Platform platform) throws IOException {
        List<String> names = LITTLE.of(GrubConfig.of(text(CONFIG)), release.tree(platform));
        assertThat(names)
                .contains("linux", "test", "sleep", "cat", "gfxterm", "ext2", "part_gpt", "xzio", "lvm", "mdraid1x")
                .doesNotContain("xfs", "part_msdos", "gzio", "minicmd", "chain", "luks", "start", "set");
        assertThat(NeededModules.USUAL.of(GrubConfig.of(text(CONFIG)), release.tree(platform)))
                .contains("xfs", "btrfs", "part_msdos", "gzio", "lzopio");
    }

    @ParameterizedTest
    @MethodSource("io.github.grubxen.testing.Releases#withPlatforms")
    void areAllWhereTheConfigRunsAnotherOne(GrubRelease release, Platform platform) throws IOException {
        ModuleTree tree = release.tree(platform);
        for (String config : List.of("configfile /a", "menuentry a { . /b }", "$command", "if a; then eval b; fi")) {
            assertThat(LITTLE.of(GrubConfig.of(text(config)), tree)).as(config).isEqualTo(tree.allModules());
        }
        assertThat(LITTLE.of(GrubConfig.of(Template.GUEST_CONFIG.filled()), tree))
                .isEqualTo(tree.allModules());
    }

    @ParameterizedTest
    @MethodSource("io.github.grubxen.testing.Releases#withPlatforms")
    void areThoseOfCommandsWhateverStandsBeforeThem(GrubRelease release, Platform platform) throws IOException {
        ModuleTree tree = release.tree(platform);
        assertThat(needed("if ! search -s -f /a; then true; fi", tree)).contains("search", "true");
        assertThat(needed("time cat /a", tree)).contains("time", "cat");
        assertThat(needed("c=cat; $c /a", tree)).contains("cat").doesNotContain("chain");
        assertThat(needed("for m in sleep echo; do insmod $m; done", tree)).contains("sleep", "echo");
        assertThat(needed("if [ $grub_platform = efi ]; then chainloader /a; fi", tree))
                .doesNotContain("chain");
        assertThat(needed("if ! configfile /a; then true; fi", tree)).isEqualTo(tree.allModules());
    }

    @ParameterizedTest
    @MethodSource("io.github.grubxen.testing.Releases#withPlatforms")
    void areWhatGrubLoadsByItselfButNeverOutOfAnImage(GrubRelease release, Platform platform) throws IOException {
        ModuleTree tree = release.tree(platform);
        for (String pattern : List.of("for d in (*); do echo $d; done", "ls /boot/vm?", "f=/a*; ls $f")) {
            assertThat(needed(pattern, tree)).as(pattern).contains("regexp");
        }
        assertThat(needed("echo 'a*' \"b?\" $c", tree)).doesNotContain("regexp");
        for (String encrypted : List.of("cryptomount -a", "insmod luks2")) {
            assertThat(needed(encrypted, tree)).as(encrypted).contains("luks2", "gcry_rijndael", "gcry_sha256");
        }
        assertThat(needed("sha256sum /a", tree)).contains("gcry_sha256").doesNotContain("luks");
        assertThat(needed("verify_detached /a /b", tree)).contains("gcry_sha512", "gcry_rsa", "gcry_dsa");
        assertThat(needed("parttool (hd0,1) boot+", tree)).contains("parttool", "msdospart");
    }

    @ParameterizedTest
    @MethodSource("io.github.grubxen.testing.Releases#withPlatforms")
    void areAllDecompressorsThatTheReleaseHas(GrubRelease release, Platform platform) throws IOException {
        ModuleTree tree = release.tree(platform);
        List<String> needed = NeededModules.USUAL.of(GrubConfig.of(text("linux /v")), tree);
        assertThat(needed).contains("gzio", "xzio", "lzopio");
        assertThat(needed.contains("zstdio")).isEqualTo(tree.info().isAtLeast(2, 14));
    }

    @ParameterizedTest
    @MethodSource("io.github.grubxen.testing.Releases#withPlatforms")
    void areAllWhereBlscfgMakesEntriesOfOtherConfigs(GrubRelease release, Platform platform) throws IOException {
        ModuleTree tree = release.tree(platform);
        assertThat(needed("insmod blscfg; blscfg", tree)).isEqualTo(tree.allModules());
        assertThat(needed("default=$x", tree)).as("an assignment runs nothing").isNotEqualTo(tree.allModules());
    }

    private static List<String> needed(String config, ModuleTree tree) throws IOException {
        return LITTLE.of(GrubConfig.of(text(config)), tree);
    }

    @ParameterizedTest
    @MethodSource("io.github.grubxen.testing.Releases#withPlatforms")
    void makeAnImageOfAThirdOfTheSize(GrubRelease release, Platform platform) throws IOException {
        ModuleTree tree = release.tree(platform);
        int all = size(tree, Optional.empty());
        int usual = size(tree, Optional.of(NeededModules.USUAL.of(GrubConfig.of(text(CONFIG)), tree)));
        int little = size(tree, Optional.of(LITTLE.of(GrubConfig.of(text(CONFIG)), tree)));
        System.out.println("NeededModulesTest: " + release + " " + platform + ": all " + all + " bytes, needed " + usual
                + ", with one file system " + little);
        assertThat(usual).isLessThan(all * 2 / 3);
        assertThat(little).isLessThan(all / 3);
    }

    @ParameterizedTest
    @MethodSource("io.github.grubxen.testing.Releases#withPlatforms")
    void thatAreNamedButNotInTheTreeAreRefusedByTheImage(GrubRelease release, Platform platform) throws IOException {
        ModuleTree tree = release.tree(platform);
        List<String> names = new NeededModules(
                        Optional.of(List.of("ext5")), Optional.empty(), Optional.empty(), List.of())
                .of(GrubConfig.of(text(CONFIG)), tree);
        assertThatThrownBy(() -> size(tree, Optional.of(names))).hasMessageContaining("'ext5' is missing");
    }

    private static int size(ModuleTree tree, Optional<List<String>> modules) throws IOException {
        BakedConfig baked = new BakedConfig(text(CONFIG), modules, TarAttributes.root(0));
        return baked.recipe(tree).image(tree).toByteArray().length;
    }

    private static Bytes text(String config) {
        return ImageRecipe.text("site.cfg", config);
    }
}
