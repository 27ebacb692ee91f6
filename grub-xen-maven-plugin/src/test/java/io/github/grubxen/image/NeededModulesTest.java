package io.github.grubxen.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.archive.TarAttributes;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.module.ModuleTree;
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
        List<String> names = LITTLE.of(text(CONFIG), release.tree(platform));
        assertThat(names)
                .contains("linux", "test", "sleep", "cat", "gfxterm", "ext2", "part_gpt", "xzio", "lvm", "mdraid1x")
                .doesNotContain("xfs", "part_msdos", "gzio", "minicmd", "chain", "luks", "start", "set");
        assertThat(NeededModules.USUAL.of(text(CONFIG), release.tree(platform)))
                .contains("xfs", "btrfs", "part_msdos", "gzio", "lzopio");
    }

    @ParameterizedTest
    @MethodSource("io.github.grubxen.testing.Releases#withPlatforms")
    void areAllWhereTheConfigRunsAnotherOne(GrubRelease release, Platform platform) throws IOException {
        ModuleTree tree = release.tree(platform);
        for (String config : List.of("configfile /a", "menuentry a { . /b }", "$command", "if a; then eval b; fi")) {
            assertThat(LITTLE.of(text(config), tree)).as(config).isEqualTo(tree.allModules());
        }
        assertThat(LITTLE.of(Template.GUEST_CONFIG.filled(), tree)).isEqualTo(tree.allModules());
    }

    @ParameterizedTest
    @MethodSource("io.github.grubxen.testing.Releases#withPlatforms")
    void makeAnImageOfAThirdOfTheSize(GrubRelease release, Platform platform) throws IOException {
        ModuleTree tree = release.tree(platform);
        int all = size(tree, Optional.empty());
        int usual = size(tree, Optional.of(NeededModules.USUAL.of(text(CONFIG), tree)));
        int little = size(tree, Optional.of(LITTLE.of(text(CONFIG), tree)));
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
                .of(text(CONFIG), tree);
        assertThatThrownBy(() -> size(tree, Optional.of(names))).hasMessageContaining("'ext5' is missing");
    }

    private static int size(ModuleTree tree, Optional<List<String>> modules) throws IOException {
        BakedConfig baked = new BakedConfig(text(CONFIG), modules, TarAttributes.root(0));
        return Image.build(baked.recipe(tree), tree).toByteArray().length;
    }

    private static Bytes text(String config) {
        return ImageRecipe.text("site.cfg", config);
    }
}
