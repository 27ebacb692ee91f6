// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules that look at single commands: what each finds, and what it leaves alone. */
class RulesTest {
    private static final String GOOD = """
            set root=xen/xvda
            linux /vmlinuz console=hvc0
            initrd /initrd.img
            boot
            """;

    @Test
    void findsNothingInAGoodConfig() throws IOException {
        assertThat(Linted.baked(GOOD)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '^', textBlock = """
            unknown-command  ^ blscfg                                     ^ 1:1: GRUB 2.06 has no command 'blscfg' [unknown-command]
            unknown-command  ^ if ! foo; then true; fi                    ^ 1:4: GRUB 2.06 has no command 'foo'
            missing-module   ^ insmod nosuch                              ^ 1:1: the module 'nosuch' is not in the image [missing-module]. GRUB 2.06 has no such module
            missing-module   ^ insmod lib/nosuch.mod                      ^ 1:1: the module 'lib/nosuch.mod' is not in the image [missing-module]. GRUB 2.06 has no such module
            no-screen        ^ insmod all_video                           ^ 1:1: 'insmod all_video' needs a screen
            no-screen        ^ terminal_output console gfxterm            ^ 'terminal_output gfxterm' needs a screen
            wrong-second-stage ^ multiboot /boot/xen/pvboot-i386.elf; boot ^ 1:11: pvboot-i386.elf is for i386-xen, which GRUB for x86_64-xen cannot start
            no-initrd        ^ linux /v console=hvc0; boot                ^ 1:1: linux without an initrd
            no-boot          ^ linux /v console=hvc0; initrd /i           ^ 1:1: 'linux' outside of a menuentry, and no 'boot' after it
            no-console       ^ linux /v ro; initrd /i; boot               ^ 1:1: linux without console=
            newer-variable   ^ echo "$xen_grub_env_x"                     ^ 1:6: GRUB 2.06 never sets $xen_grub_env_x
            no-timeout       ^ menuentry a { true; }                      ^ 1:1: a menu without a timeout
            no-timeout       ^ timeout=-1; menuentry a { true; }          ^ 1:13: a menu without a timeout
            memdisk-trap     ^ normal (memdisk)/bootstrap.cfg             ^ 1:1: the config runs itself again
            memdisk-trap     ^ configfile (memdisk)//bootstrap.cfg        ^ 1:1: the config runs itself again
            unknown-command  ^ time foo                                   ^ 1:1: GRUB 2.06 has no command 'foo'
            unknown-command  ^ c=foo; $c                                  ^ 1:8: GRUB 2.06 has no command 'foo'
            unknown-command  ^ if [ $grub_platform != efi ]; then foo; fi ^ 1:36: GRUB 2.06 has no command 'foo'
            unknown-command  ^ if [ $grub_cpu = i386 -o -f /a ]; then foo; fi ^ 1:40: GRUB 2.06 has no command 'foo'
            unknown-command  ^ function f { foo; }                        ^ 1:14: GRUB 2.06 has no command 'foo'
            missing-module   ^ ! insmod nosuch                            ^ 1:1: the module 'nosuch' is not in the image
            missing-module   ^ for m in ext2 nosuch; do insmod $m; done   ^ 1:26: the module 'nosuch' is not in the image
            no-screen        ^ for m in all_video; do insmod $m; done     ^ 'insmod all_video' needs a screen
            newer-variable   ^ for a in $xen_grub_env_x; do true; done    ^ 1:10: GRUB 2.06 never sets $xen_grub_env_x
            newer-variable   ^ x=$xen_grub_env_x                          ^ 1:1: GRUB 2.06 never sets $xen_grub_env_x
            wrong-second-stage ^ multiboot --quirk-bad-kludge /boot/xen/pvboot-i386.elf; boot ^ 1:30: pvboot-i386.elf is for i386-xen
            wrong-second-stage ^ s=/boot/xen/pvboot-i386.elf; multiboot $s; boot ^ 1:40: pvboot-i386.elf is for i386-xen
            wrong-second-stage ^ ! multiboot /boot/xen/pvboot-i386.elf; boot ^ 1:13: pvboot-i386.elf is for i386-xen
            wrong-second-stage ^ multiboot /pvboot-i386.elf; boot          ^ 1:11: pvboot-i386.elf is for i386-xen
            wrong-second-stage ^ multiboot (xen/xvda)/grub-i386-xen.bin; boot ^ 1:11: grub-i386-xen.bin is for i386-xen
            wrong-second-stage ^ if [ $grub_platform = xen ]; then multiboot /boot/xen/pvhboot-i386.elf; boot; fi ^ 1:45: pvhboot-i386.elf is for i386-xen_pvh
            wrong-second-stage ^ function go { multiboot $1; boot; }; go /xen/pvboot-i386.elf ^ 1:25: pvboot-i386.elf is for i386-xen
            no-initrd        ^ if [ -f /a ]; then linux /v console=hvc0; boot; else initrd /i; fi ^ 1:20: linux without an initrd
            no-initrd        ^ function f { true; }; linux /v console=hvc0; f; boot ^ 1:23: linux without an initrd
            no-boot          ^ function go { linux /v console=hvc0; initrd /i; }; go ^ 1:15: 'linux' outside of a menuentry
            no-boot          ^ if true; then linux /v console=hvc0; initrd /i; else boot; fi ^ 1:15: 'linux' outside
            no-boot          ^ if [ -f /a ]; then linux /v console=hvc0; initrd /i; else boot; fi ^ 1:20: 'linux' outside
            no-boot          ^ linux /v console=hvc0; initrd /i; if false; then boot; fi ^ 1:1: 'linux' outside
            no-boot          ^ function f { true; }; linux /v console=hvc0; initrd /i; f ^ 1:23: 'linux' outside
            no-boot          ^ if ! linux /v console=hvc0; then boot; else initrd /i; fi ^ 1:4: 'linux' outside
            no-console       ^ linux "($root)/vmlinuz" ro; initrd /i; boot ^ 1:1: linux without console=
            no-console       ^ linux /v console=tty0; initrd /i; boot     ^ 1:1: linux with console=tty0, which is not the guest's console [no-console]. Add console=hvc0 to its command line, after
            no-console       ^ a="ro quiet"; linux /v $a; initrd /i; boot ^ 1:15: linux without console=
            no-console       ^ linux /v root=$r; initrd /i; boot          ^ 1:1: linux without console=
            no-timeout       ^ submenu a { true; }                        ^ 1:1: a menu without a timeout
            no-timeout       ^ menuentry a { set timeout=1; }             ^ 1:1: a menu without a timeout
            no-timeout       ^ set timeout=5; unset timeout; menuentry a { true; } ^ 1:31: a menu without a timeout
            no-timeout       ^ set timeout=$t; menuentry a { true; }      ^ 1:17: the timeout is empty, because nothing sets $t before it, so the menu waits
            """)
    void finds(String rule, String config, String message) throws IOException {
        assertThat(Linted.baked(config))
                .as(config)
                .singleElement()
                .asString()
                .contains("text=site.cfg:1:", message.strip())
                .contains(" [" + rule.strip() + "]. ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '^', textBlock = """
            unknown-command  ^ function f { true; }; f; x=1; set y=2; ! true; [ -f /a ]; $command a
            missing-module   ^ insmod ext2; insmod /path/x.mod; insmod $prefix/x.mod
            no-screen        ^ insmod part_gpt; terminal_output console
            wrong-second-stage ^ if [ $grub_cpu = i386 ]; then multiboot /boot/xen/pvboot-i386.elf; fi; boot
            wrong-second-stage ^ multiboot /boot/xen/pvboot-x86_64.elf; boot; multiboot /boot/xen/pvboot-$grub_cpu.elf; boot
            no-initrd        ^ linux /v console=hvc0; if true; then initrd /i; fi; boot
            no-boot          ^ set timeout=1; menuentry a { linux /v console=hvc0; initrd /i; }
            no-boot          ^ function f { linux /v console=hvc0; initrd /i; boot; }; f
            no-console       ^ linux /v $line; initrd /i; boot
            newer-variable   ^ echo "$xen_grub_env" $other
            no-timeout       ^ set timeout=0; menuentry a { menuentry b { true; }; }
            memdisk-trap     ^ search -s -f /boot/grub/grub.cfg; configfile (memdisk)/other.cfg; source /bootstrap
            unknown-command  ^ if [ "$grub_platform" = "efi" ]; then fwsetup --x; if [ "$?" = 0 ]; then foo; fi; fi
            unknown-command  ^ if test x$grub_cpu != xx86_64; then foo; elif true; then true; else bar; fi
            unknown-command  ^ if [ $grub_platform = xen -a $grub_cpu = i386 ]; then foo; fi
            unknown-command  ^ x-1=3; "y=1"; time true; function g { g; }; g
            missing-module   ^ for m in nosuch; do if [ -f "$prefix/x/$m.mod" ]; then insmod $m; fi; done
            missing-module   ^ ls /boot/vmlinuz-*
            wrong-second-stage ^ if [ $grub_platform = xen_pvh ]; then multiboot /boot/xen/pvhboot-i386.elf; boot; fi
            wrong-second-stage ^ s=/xen/pvboot-i386.elf; s=/xen/pvboot-x86_64.elf; multiboot $s; boot
            no-initrd        ^ linux /v console=hvc0; if ! initrd /i; then initrd /j; fi; boot
            no-initrd        ^ function i { initrd /i; }; linux /v console=hvc0; i; boot
            no-boot          ^ if linux /v console=hvc0; then initrd /i; boot; fi
            no-boot          ^ while ! linux /v console=hvc0; do sleep 1; done; initrd /i; boot
            no-boot          ^ linux /v console=hvc0; initrd /i; configfile (xen/xvda)/x
            no-boot          ^ for k in /a /b; do if linux $k console=hvc0; then initrd /i; break; fi; done; boot
            no-console       ^ linux /v $args; initrd /i; boot; linux /v console=ttyS0 console=hvc0,115200; initrd /i; boot
            no-console       ^ c=hvc0; linux /v console=$c; initrd /i; boot; linux /v console=$unknown; initrd /i; boot
            no-timeout       ^ if [ x$feature_timeout_style = xy ]; then set timeout=5; fi; menuentry a { true; }
            """)
    void leavesAlone(String rule, String config) throws IOException {
        assertThat(Linted.baked(config)).as(rule).isEmpty();
    }
}
