// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GrubErrorsTest {
    /** As GRUB 2.14 breaks it on a console of 80 columns. */
    private static final String BROKEN =
            "error: ../../grub-core/script/function.c:grub_script_function_find:120:can't fi\n"
                    + "nd command `blscfg'.\n";

    private static final String WHOLE =
            "error: ../../grub-core/script/function.c:grub_script_function_find:120:can't find command `blscfg'.";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "error: file `/boot/grub/grubenv' not found.\n",
                "Loading Linux ...error: file `/boot/grub/grubenv' not found.\n",
                "(xen/xvda) error: file `/boot/grub/grubenv' not found.\n",
                "Linux version 6 is at hand\nerror: file `/boot/grub/grubenv' not found.\n\nPress any key",
                "[    0.100000] a kernel\nWelcome to GRUB!\nerror: file `/boot/grub/grubenv' not found.\n"
            })
    void areFoundWhereverTheyStand(String console) {
        assertThat(found(console)).containsExactly("error: file `/boot/grub/grubenv' not found.");
    }

    @Test
    void areOnOneLineThoughGrubBreaksThem() {
        assertThat(BROKEN.indexOf('\n')).isEqualTo(79);
        assertThat(found(BROKEN + "Booting\n")).containsExactly(WHOLE);
        assertThat(found("1 " + WHOLE.substring(0, 77) + "\n" + WHOLE.substring(77) + "\n"))
                .containsExactly(WHOLE);
    }

    @Test
    void areFoundOneByOneHoweverTheConsoleComes() {
        GrubErrors errors = new GrubErrors();
        String console = "Welcome to GRUB!\n\n" + BROKEN + "x error: out of memory.\n";
        for (int i = 0; i < console.length(); i++) {
            errors.read(console.substring(i, i + 1));
        }
        List<GrubErrors.Found> found = errors.take();
        assertThat(found).extracting(GrubErrors.Found::text).containsExactly(WHOLE, "error: out of memory.");
        assertThat(found).extracting(GrubErrors.Found::start).containsExactly((long) console.indexOf("error: "), (long)
                console.lastIndexOf("error: "));
        assertThat(errors.take()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[    0.000000] Linux version 6.1.0-1-amd64 (a@b) (gcc)\n[    1.2] x\nerror: of a program.\n",
                "Linux version 6.1.0-1-amd64 (a@b) (gcc)\nfoo: error: bar.\n",
                "[    5.123456][    T1] xen_netfront: error: no backend.\n",
                "Loading initial ramdisk ...[    0.123456] ACPI: error: bad table.\n",
                "[   1.0000000] NetBSD 10.0\nfoo: error: bar.\n",
                "LAB-GUEST 6.1.0-1-amd64 PVH\nerror: of the guest's program.\n",
                "(XEN) d1: error: a page fault.\n",
                "a test of error: one that has no full stop\n",
                "error: one whose line has not ended."
            })
    void areNotWhatAKernelOrXenSays(String console) {
        assertThat(found(console)).isEmpty();
    }

    @Test
    void tellWhereOneBeginsThatHasNotEnded() {
        GrubErrors errors = new GrubErrors();
        errors.read("one\ntwo error: thr");
        assertThat(errors.open()).contains(8L);
        errors.read("ee.\n");
        assertThat(errors.open()).isEmpty();
    }

    @Test
    void takeLittleMemoryAndTimeForAConsoleOfMegabytes() {
        GrubErrors errors = new GrubErrors();
        for (int i = 0; i < 50; i++) {
            errors.read("error: ".repeat(30_000));
        }
        errors.read("\n");
        for (int i = 0; i < 50; i++) {
            errors.read("error: a.\n".repeat(10_000));
        }
        assertThat(errors.take()).hasSizeLessThanOrEqualTo(100);
    }

    private static List<String> found(String console) {
        GrubErrors errors = new GrubErrors();
        errors.read(console);
        return errors.take().stream().map(GrubErrors.Found::text).toList();
    }
}
