// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is set, and what only looks as if it were. */
class AssignmentRulesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '^', textBlock = """
            set timeout = 5                       ^ 1:1: 'set timeout = 5' is not an assignment, so nothing is set [not-an-assignment]. Write 'set timeout=5', without
            set root = x                          ^ 1:1: 'set root = x' is not an assignment
            set root =x                           ^ [not-an-assignment]. Write 'set root=x', without blanks
            set root xen/xvda                     ^ Write 'set root=xen/xvda', without blanks
            set default                           ^ 1:1: 'set default' is not an assignment, so nothing is set [not-an-assignment]. Write 'set default=value', or leave
            set "a"                               ^ 'set "a"' is not an assignment
            n=default; set $n 5                   ^ 1:12: 'set $n 5' is not an assignment
            set timeout= 5                        ^ 1:14: GRUB ignores '5' after the assignment 'timeout=' [ignored-words]. Put a value
            set timeout=5 default=0               ^ 1:15: GRUB ignores 'default=0' after the assignment 'timeout=5'
            args=ro quiet                         ^ 1:9: GRUB ignores 'quiet' after the assignment 'args=ro'
            set a=$b quiet                        ^ 1:10: GRUB ignores 'quiet'
            set root=/dev/xvda1                   ^ 1:1: no device of GRUB's is called '/dev/xvda1' [no-device]. Write xen/xvda1 for a disk of the guest's
            root=(/dev/sda1)                      ^ 1:1: no device of GRUB's is called '/dev/sda1' [no-device]. Look for it by
            r=/dev/xvda; set root=$r              ^ 1:14: no device of GRUB's is called '/dev/xvda' [no-device]. Write xen/xvda for the disk; or
            set root="/dev/$disk"                 ^ 1:1: no device of GRUB's is called '/dev/$disk'
            set root=xvda1                        ^ 1:1: no device of GRUB's is called 'xvda1'
            set root=sda,msdos1                   ^ 1:1: no device of GRUB's is called 'sda,msdos1'
            set root='UUID=1234-5678'             ^ 1:1: no device of GRUB's is called 'UUID=1234-5678'
            configfile (/dev/xvda1)/boot/grub.cfg ^ 1:1: no device of GRUB's is called '/dev/xvda1'
            for d in /dev/xvda xen/xvda; do set root=$d; done ^ 1:33: no device of GRUB's is called '/dev/xvda'
            """)
    void finds(String config, String message) throws IOException {
        assertThat(Linted.lines(config + "\n"))
                .as(config)
                .singleElement()
                .asString()
                .contains(message.strip());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "set",
                "set a=",
                "set a=\"b c\"",
                "set $a",
                "set \"$a\" b",
                "set a=b $c",
                "function f { set \"$@\"; }; f a=b",
                "set root=xen/xvda1; set root=(hd0,1); set root=lvm/vg-xvda; set root=$d; set root=hd0",
                "echo (/dev/xvda); ls (xen/xvda)/dev/xvda",
                "function set_default { set default=$1; }; set_default a b",
                "menuentry a --id=x { set root='xen/xvda,gpt1'; }; set timeout=1"
            })
    void leavesAlone(String config) throws IOException {
        assertThat(Linted.lines(config + "\n")).as(config).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '^', textBlock = """
            five  ^ the timeout 'five' is no number that GRUB takes, so the menu waits for a key for ever [no-timeout]
            s5    ^ the timeout 's5' is no number
            $x5   ^
            -1    ^ a menu without a timeout waits
            ''    ^ a menu without a timeout waits
            0x    ^
            99999999999999999999999 ^ the timeout '99999999999999999999999' is no number that GRUB takes
            4294967295 ^ the timeout '4294967295' is no number that GRUB takes
            5s    ^
            0x1f  ^
            0     ^
            '" 5"' ^
            """)
    void aTimeoutIsWhatGrubReadsAsANumber(String timeout, String message) throws IOException {
        assertThat(Linted.lines("set timeout=" + timeout + "\nmenuentry a { true; }\n"))
                .as(timeout)
                .filteredOn(line -> line.contains("[no-timeout]"))
                .allMatch(line -> message != null && line.contains(message.strip()))
                .hasSize(message == null ? 0 : 1);
    }
}
