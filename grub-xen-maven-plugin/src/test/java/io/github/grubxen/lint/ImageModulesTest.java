// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.platform.Platform;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Modules that a config needs, and the image has or has not. */
class ImageModulesTest {
    private static final String GOOD = """
            set root=xen/xvda
            linux /vmlinuz console=hvc0
            initrd /initrd.img
            boot
            """;

    @Test
    void aCommandWhoseModuleTheImageLacksIsFoundUnlessItMayBeOnTheDisk() throws IOException {
        Optional<List<String>> few = Optional.of(List.of("echo"));
        assertThat(Linted.baked("echo; lsmod\n", Platform.X86_64_XEN, few, List.of()))
                .singleElement()
                .asString()
                .contains(
                        "1:7: the module 'minicmd' of the command 'lsmod' is not in the image [missing-module]. Add it to");
        assertThat(Linted.baked("set prefix=(xen/xvda)/boot/grub; lsmod\n", Platform.X86_64_XEN, few, List.of()))
                .isEmpty();
    }

    @Test
    void aKernelForPvNeedsADecompressorAndOneForPvhDoesNot() throws IOException {
        Optional<List<String>> few = Optional.of(List.of("linux"));
        assertThat(Linted.baked(GOOD, Platform.X86_64_XEN, few, List.of()))
                .singleElement()
                .asString()
                .contains(
                        "2:1: GRUB for PV decompresses the kernel itself, and of gzio, xzio (xz) and lzopio (LZO) the image has"
                                + " none [no-decompressor]");
        assertThat(Linted.baked(GOOD, Platform.I386_XEN_PVH, few, List.of())).isEmpty();
        assertThat(Linted.baked(GOOD, Platform.X86_64_XEN, Optional.of(List.of("linux", "gzio")), List.of()))
                .as("a site knows how its kernels are compressed")
                .isEmpty();
    }

    @Test
    void aDecompressorInTheMemdiskMustBeLoaded() throws IOException {
        assertThat(Linted.standalone(GOOD))
                .singleElement()
                .asString()
                .contains(
                        "2:1: GRUB for PV decompresses the kernel itself",
                        "none is loaded [no-decompressor]. Write a line");
        assertThat(Linted.standalone("insmod gzio\n" + GOOD)).isEmpty();
    }

    @Test
    void aPatternNeedsTheModuleThatFindsWhatItStandsFor() throws IOException {
        assertThat(Linted.baked(
                        "for d in (*); do echo $d; done\n",
                        Platform.X86_64_XEN,
                        Optional.of(List.of("echo")),
                        List.of()))
                .first()
                .asString()
                .contains(
                        "1:10: '(*)' is taken literally as long as the module 'regexp' is not in the image [missing-module]");
        assertThat(Linted.standalone("for d in (*); do echo x; done\n"))
                .singleElement()
                .asString()
                .contains("'regexp' is not loaded [missing-module]. Write a line 'insmod regexp' before it.");
        assertThat(Linted.standalone("insmod regexp\nfor d in (*); do echo $d; done\n"))
                .isEmpty();
    }

    @Test
    void commandsOfAnotherPlatformAreLeftAloneOnlyWhereTheConditionSaysSo() throws IOException {
        String config = "if [ \"$grub_platform\" = xen_pvh ]; then multiboot2 /x; boot; fi\n";
        assertThat(Linted.baked(config)).isEmpty();
        Optional<List<String>> all = Optional.empty();
        assertThat(Linted.baked(config.replace("multiboot2", "foo"), Platform.I386_XEN_PVH, all, List.of()))
                .singleElement()
                .asString()
                .contains("has no command 'foo'");
    }
}
