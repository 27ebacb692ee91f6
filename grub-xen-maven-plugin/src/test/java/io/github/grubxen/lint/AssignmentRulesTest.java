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
            set default                           ^ 1:1: 'set default' is not an assignment, so nothing is set [not-an-assignment]. Write 'set default=value', or remove
            set "a"                               ^ 'set "a"' is not an assignment
            set "timeout = 5"                     ^ 1:1: 'set "timeout = 5"' sets a variable 'timeout ', whose name contains a blank [not-an-assignment]. Write it without
            "a =b"                                ^ 1:1: '"a =b"' sets a variable 'a ', whose
            export timeout=5                      ^ 1:8: export takes only names of variables, so 'timeout=5' sets nothing [not-an-assignment]. Set the variable
            a=b=c; export x "$a"                  ^ 1:17: export takes only names of variables
            n=default; set $n 5                   ^ 1:12: 'set $n 5' is not an assignment
            set timeout= 5                        ^ 1:14: GRUB ignores '5' after the assignment 'timeout=' [ignored-words]. Put a value
            set timeout=5 default=0               ^ 1:15: GRUB ignores 'default=0' after the assignment 'timeout=5'
            args=ro quiet                         ^ 1:9: GRUB ignores 'quiet' after the assignment 'args=ro'
            set a=$b quiet                        ^ 1:10: GRUB ignores 'quiet'
            set root=/dev/xvda1                   ^ 1:1: GRUB has no device '/dev/xvda1' [no-device]. Write xen/xvda1 for a disk of the guest's
            root=(/dev/sda1)                      ^ 1:1: GRUB has no device '/dev/sda1' [no-device]. Find it with
            r=/dev/xvda; set root=$r              ^ 1:14: GRUB has no device '/dev/xvda' [no-device]. Write xen/xvda for the disk; or
            set root="/dev/$disk"                 ^ 1:1: GRUB has no device '/dev/$disk'
            set root=xvda1                        ^ 1:1: GRUB has no device 'xvda1'
            set root=sda,msdos1                   ^ 1:1: GRUB has no device 'sda,msdos1'
            set root='UUID=1234-5678'             ^ 1:1: GRUB has no device 'UUID=1234-5678'
            set root=cd0                          ^ 1:1: GRUB on Xen has no device 'cd0' [no-device]. Find it with
            linux (ftp,192.0.2.1)/v console=hvc0; initrd $i; boot ^ 1:1: GRUB on Xen has no device 'ftp,192.0.2.1'
            set root=(hd0,0)                      ^ 1:1: GRUB has no partition 0, which 'hd0,0' names [no-device]. Partitions are numbered from 1. GRUB Legacy numbered
            linux (xen/xvda,msdos0)/v console=hvc0; initrd $i; boot ^ 1:1: GRUB has no partition 0, which 'xen/xvda,msdos0' names
            root=xen/xvda; unset root; configfile /x ^ 1:28: root is empty, so '/x' is a file of no device [no-device]. Set root first
            root=; source /x                      ^ 1:8: root is empty, so '/x' is a file
            if [ -f (/dev/xvda1)/x ]; then true; fi ^ 1:4: GRUB has no device '/dev/xvda1'
            load_env -f (/dev/sda1)/x             ^ 1:1: GRUB has no device '/dev/sda1'
            insmod (/dev/sda1)/x.mod              ^ 1:1: GRUB has no device '/dev/sda1'
            normal (/dev/sda1)/x                  ^ 1:1: GRUB has no device '/dev/sda1'
            configfile (/dev/xvda1)/boot/grub.cfg ^ 1:1: GRUB has no device '/dev/xvda1'
            for d in /dev/xvda xen/xvda; do set root=$d; done ^ 1:33: GRUB has no device '/dev/xvda'
            """)
    void finds(String config, String message) throws IOException {
        Linted.finds(config, message);
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
                "export a b $c; set a=\"b = c\"; root=; source (xen/xvda)/x; if [ -f /x ]; then true; fi",
                "loopback cd0 /x; set root=cd0; if [ -f (fd0)/x ]; then ls (cd0); fi; set root=hd0,10; set root=xen/xvda0",
                "echo (/dev/xvda); ls (xen/xvda)/dev/xvda",
                "function set_default { set default=$1; }; set_default a b",
                "menuentry a --id=x { set root='xen/xvda,gpt1'; }; set timeout=1"
            })
    void leavesAlone(String config) throws IOException {
        Linted.leavesAlone(config);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '^', textBlock = """
            five  ^ the timeout 'five' is not a number that GRUB accepts, so the menu waits for a key forever [no-timeout]
            s5    ^ the timeout 's5' is not a number
            $x5   ^ the timeout is empty, because nothing sets $x5 before it
            -1    ^ a menu without a timeout waits
            ''    ^ a menu without a timeout waits
            0x    ^
            99999999999999999999999 ^ the timeout '99999999999999999999999' is not a number that GRUB accepts
            4294967295 ^ the timeout '4294967295' is not a number that GRUB accepts
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
