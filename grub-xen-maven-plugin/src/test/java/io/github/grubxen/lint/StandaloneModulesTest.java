// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.config.GrubConfig;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.plan.Extras;
import io.github.grubxen.plan.ImageRecipe;
import io.github.grubxen.plan.MemdiskFileCompression;
import io.github.grubxen.plan.Standalone;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.GrubRelease;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Modules that lie in the memdisk of a standalone image, and that nothing loads. */
class StandaloneModulesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '^', textBlock = """
            missing-module  ^ insmod xzio; set root=lvm/vg-root; linux /v console=hvc0; initrd /i; boot ^ 'lvm/...' needs the module 'lvm', which is not loaded
            missing-module  ^ insmod xzio; linux (lvm/vg-root)/v console=hvc0; initrd (lvm/vg-root)/i; boot ^ 'lvm/...' needs the module 'lvm', which is not loaded
            missing-module  ^ insmod xzio; root=md/0; linux /v console=hvc0; initrd /i; boot           ^ 'md/...' needs the module 'mdraid1x', which is not loaded
            missing-module  ^ insmod xzio; cryptomount -a; set root=crypto0; configfile /boot/grub/grub.cfg ^ cryptomount needs the module 'luks', which is not loaded
            no-decompressor ^ set root=xen/xvda; configfile /boot/grub/grub.cfg                        ^ none is loaded
            """)
    void findsWhatNothingLoads(String rule, String config, String message) throws IOException {
        assertThat(lint(GrubRelease.BOOKWORM, config))
                .singleElement()
                .asString()
                .contains(message, " [" + rule + "]. ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insmod xzio; insmod lvm; set root=lvm/vg-root; linux /v console=hvc0; initrd /i; boot",
                "insmod xzio; insmod mdraid09; set root=md/0; configfile /boot/grub/grub.cfg",
                "insmod gzio; insmod luks2; cryptomount -a; set root=crypto0; configfile /boot/grub/grub.cfg",
                "for m in gzio lvm; do insmod $m; done; set root=lvm/a-b; configfile /boot/grub/grub.cfg"
            })
    void leavesAloneWhatTheConfigLoads(String config) throws IOException {
        assertThat(lint(GrubRelease.BOOKWORM, config)).isEmpty();
    }

    @Test
    void saysOfZstdioThatItBreaksTheInitrd() throws IOException {
        assertThat(lint(GrubRelease.SID, "set root=xen/xvda; linux /v console=hvc0; initrd /i; boot"))
                .singleElement()
                .asString()
                .contains("zstdio of this release writes past its memory");
    }

    private static List<String> lint(GrubRelease release, String config) throws IOException {
        Bytes text = ImageRecipe.text("site.cfg", config + "\n");
        Lint lint = new Lint(Rules.with("<lint>", Map.of("waits-for-key", "off")), Linted.OPTIONS);
        lint.add(
                "a.bin",
                GrubConfig.of(text),
                Standalone.of(
                        GrubConfig.of(text),
                        Optional.empty(),
                        new TreeMap<>(),
                        List.of(),
                        MemdiskFileCompression.NO,
                        0,
                        Extras.NONE),
                release.tree(Platform.X86_64_XEN));
        return lint.shown().stream().map(Lint.Shown::text).toList();
    }
}
