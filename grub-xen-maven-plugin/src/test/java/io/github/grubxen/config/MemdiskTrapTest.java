// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.config;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.plan.ImageRecipe;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemdiskTrapTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "search -s -f /boot/grub/grub.cfg",
                "search --set=root --file /boot/grub/grub.cfg",
                "search.file /boot/grub/grub.cfg root",
                "search_fs_file '/boot/grub/grub.cfg' root",
                "if search --file //boot/grub/grub.cfg; then true; fi",
                "if ! search --file boot/grub//grub.cfg; then true; fi",
                "set path=/boot/grub; search -s -f $path/grub.cfg",
                "for f in /a /boot/grub/grub.cfg; do search -s -f $f; done",
                "function find { search -s -f $1; }; find /boot/grub/grub.cfg"
            })
    void refusesASearchThatTheOwnMemdiskAnswers(String line) {
        assertThatThrownBy(() -> check("echo\n" + line + "\n"))
                .isInstanceOf(BadInput.class)
                .hasMessageMatching(
                        "config:2:\\d+: a search for /boot/grub/grub.cfg would find the file in the image's own memdisk.*");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "search -s -f /boot/grub/grub.cfg.d",
                "search -s -f /mnt/boot/grub/grub.cfg",
                "configfile /boot/grub/grub.cfg",
                "test -f (xen/xvda)/boot/grub/grub.cfg",
                "research /boot/grub/grub.cfg",
                "search -s -f $path/boot/grub/grub.cfg",
                "set f=/boot/grub/grub.cfg; set f=/a; search -s -f $f"
            })
    void allowsWhatTheMemdiskDoesNotAnswer(String line) {
        assertThatCode(() -> check(line + "\n")).doesNotThrowAnyException();
    }

    private static void check(String config) throws BadInput {
        MemdiskTrap.check(GrubConfig.of(ImageRecipe.text("config", config)), List.of(), List.of("boot/grub/grub.cfg"));
    }
}
