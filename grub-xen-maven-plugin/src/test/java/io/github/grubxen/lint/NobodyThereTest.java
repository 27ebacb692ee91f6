// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.GrubRelease;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Menus and commands that need somebody at the console. */
class NobodyThereTest {

    @ParameterizedTest
    @CsvSource(delimiter = '^', textBlock = """
            default-entry ^ set default=2; menuentry a { true; }; menuentry b { true; } ^ 1:1: the default '2' names no entry of the menu, which has 2
            default-entry ^ menuentry a { true; }; default=c                            ^ 1:24: the default 'c' names no entry
            default-entry ^ default='c>0'; menuentry a --id b { true; }                 ^ 1:1: the default 'c>0' names no entry
            default-entry ^ default=6.1; menuentry 6.1 { true; }                        ^ 1:1: the default '6.1' names no entry
            asks-for-password ^ superusers=root; password root x; menuentry a { true; } ^ 1:35: superusers is set
            asks-for-password ^ superusers=root; menuentry a --users=guest { true; }    ^ 1:18: superusers is set
            asks-for-password ^ superusers=root; menuentry a --unrestricted --users '' { true; } ^ 1:18: superusers is set
            asks-for-password ^ superusers=root; menuentry a --unrestricted { true; }; menuentry b { true; }; default=1 ^ 1:56: superusers is set
            asks-for-password ^ superusers=root; default=$x; submenu a { true; }        ^ 1:30: superusers is set
            default-entry ^ set default='0>2'; submenu a { menuentry b { true; }; }     ^ 1:1: the default '0>2' names no entry of its submenu, which has 1
            default-entry ^ default='a>c>0'; submenu a { submenu b { true; }; }         ^ 1:1: the default 'a>c>0' names no entry of its submenu
            asks-for-password ^ eval "set superusers=root"; menuentry a { true; }       ^ 1:29: superusers is set
            asks-for-password ^ superusers=root; default=b; menuentry a --unrestricted { true; }; menuentry b { true; } ^ 1:67: superusers is set
            asks-for-password ^ superusers=root; default=b; menuentry a --unrestricted { true; }; menuentry c --id b { true; } ^ 1:67: superusers is set
            asks-for-password ^ superusers=root; submenu a --unrestricted { menuentry b { true; }; } ^ 1:45: superusers is set
            asks-for-password ^ superusers=root; default='s>1'; submenu s --unrestricted { menuentry b --unrestricted { true; }; menuentry c { true; }; } ^ 1:98: superusers is set
            asks-for-password ^ superusers=root; authenticate root; linux /v; boot      ^ 1:18: superusers is set, and authenticate asks everybody
            waits-for-key ^ cryptomount -a; linux /v; boot                              ^ 1:1: cryptomount asks for a passphrase
            waits-for-key ^ cryptomount -u "$uuid"; linux /v; boot                      ^ 1:1: cryptomount asks for a passphrase
            waits-for-key ^ menuentry a { cryptomount (xen/xvda); linux /v; }           ^ 1:15: cryptomount asks for a passphrase
            waits-for-key ^ set pager=1; linux /v; boot                                 ^ 1:1: with pager=1 GRUB waits
            waits-for-key ^ submenu a { read k; menuentry b { linux /v $k; }; }         ^ 1:13: read waits
            waits-for-key ^ default='a>1'; submenu a { menuentry b { true; }; menuentry c { read k; linux /v $k; }; } ^ 1:65: read waits
            waits-for-key ^ k=keystatus; until $k --shift; do sleep 1; done; linux /v; boot ^ 1:20: only a key ends the loop that keystatus is in
            waits-for-key ^ while true; do if keystatus --alt; then break; fi; done; linux /v; boot ^ 1:19: only a key ends the loop that keystatus is in
            waits-for-key ^ while true; do if sleep --interruptible 1; then true; else break; fi; done; linux /v; boot ^ 1:19: only a key ends the loop that sleep is in
            waits-for-key ^ function key { keystatus --shift; }; until key; do true; done; linux /v; boot ^ 1:16: only a key ends the loop that keystatus is in
            waits-for-key ^ until if keystatus --shift; then true; else false; fi; do true; done; linux /v; boot ^ 1:10: only a key ends the loop that keystatus is in
            waits-for-key ^ function key { if keystatus --alt; then return 0; fi; return 1; }; until key; do true; done; menuentry a { true; } ^ 1:19: only a key ends the loop that keystatus is in
            waits-for-key ^ function none { ! keystatus; }; while none; do true; done; linux /v ^ 1:17: only a key ends the loop that keystatus is in
            waits-for-key ^ function key { keystatus --shift; return; }; until key; do true; done; linux /v; boot ^ 1:16: only a key ends the loop that keystatus is in
            waits-for-key ^ function key { keystatus -s; return $?; }; until key; do true; done; linux /v; boot ^ 1:16: only a key ends the loop that keystatus is in
            waits-for-key ^ while true; do keystatus -a; if [ $? = 0 ]; then break; fi; done; linux /v; boot ^ 1:16: only a key ends the loop that keystatus is in
            waits-for-key ^ until keystatus; [ "$?" -eq 0 ]; do true; done; linux /v; boot ^ 1:7: only a key ends the loop that keystatus is in
            waits-for-key ^ until ! keystatus; test 0 != $?; do true; done; linux /v; boot ^ 1:7: only a key ends the loop that keystatus is in
            waits-for-key ^ while true; do sleep -i 1; if [ "$?" != 0 ]; then break; fi; done; linux /v; boot ^ 1:16: only a key ends the loop that sleep is in
            waits-for-key ^ until for i in 1 2; do keystatus --shift; done; do true; done; linux /v; boot ^ 1:24: only a key ends the loop that keystatus is in
            waits-for-key ^ until k=; while [ "$k" != nn ]; do k=n$k; done; keystatus; do true; done; linux /v; boot ^ 1:1: only a key ends this loop
            waits-for-key ^ function ask { read k; }; menuentry a { ask; linux /v $k; }  ^ 1:16: read waits
            waits-for-key ^ function a { b; }; function b { until keystatus; do true; done; }; menuentry c { a; linux /v; } ^ 1:33: only a key ends this loop
            waits-for-key ^ read name; linux /v; boot                                   ^ 1:1: read waits
            waits-for-key ^ menuentry a { read k; linux /v $k; }                        ^ 1:15: read waits
            waits-for-key ^ echo key; until keystatus --shift; do sleep 1; done; linux /v ^ 1:11: only a key ends this loop
            waits-for-key ^ while ! keystatus --ctrl; do true; done                     ^ 1:1: only a key ends this loop
            waits-for-key ^ while sleep --interruptible 1; do echo x; done              ^ 1:1: only a key ends this loop
            """)
    void isFound(String rule, String config, String message) throws IOException {
        Linted.finds(config, "site.cfg:" + message.strip(), rule.strip());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"cryptomount -a -p secret", "cryptomount -u 1 --key-file (xen/xvdb)/k", "cryptomount --all -k /k"
            })
    void aKeyInTheConfigNeedsNobodySince212(String command) throws IOException {
        String config = "root=xen/xvda; " + command + "; linux /v console=hvc0; initrd /i; boot";
        assertThat(Linted.lines(config, GrubRelease.TRIXIE, Platform.I386_XEN_PVH))
                .isEmpty();
        assertThat(Linted.lines(
                        config.replaceFirst(" -[pk] [^; ]+| --key-file [^; ]+", ""),
                        GrubRelease.TRIXIE,
                        Platform.I386_XEN_PVH))
                .singleElement()
                .asString()
                .contains("cryptomount asks for a passphrase", " [waits-for-key]. ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "default=1; menuentry a { true; }; menuentry b { true; }",
                "default=b; menuentry a { true; }; menuentry c --id b { true; }",
                "default=b; menuentry a { true; }; menuentry c --id=b { true; }",
                "default='a>2'; submenu a { true; }",
                "default=0x0; menuentry a { true; }",
                "default=saved; menuentry a { true; }",
                "default=\"$saved_entry\"; menuentry a { true; }",
                "default='0>0'; menuentry a { true; }",
                "default='0>b'; submenu a { menuentry c --id b { true; }; }",
                "default='0>9'; submenu a { default=0; menuentry b { true; }; }",
                "default='0>9'; submenu a { source (xen/xvda)/x; menuentry b { true; }; }",
                "superusers=root; submenu a --unrestricted { menuentry b --unrestricted { true; }; }",
                "superusers=root; default='a>c'; submenu a --unrestricted { menuentry b { true; }; menuentry c --unrestricted { true; }; }",
                "superusers=root; default=$x; menuentry a --unrestricted { true; }; menuentry b { true; }",
                "superusers=root; default=b; menuentry a --class b { true; }; menuentry c $more { true; }; menuentry b --unrestricted { true; }",
                "authenticate root; linux /v; boot",
                "menuentry a { linux /v; }; menuentry b { cryptomount -a; linux /v; }",
                "linux /v; boot; cryptomount -a",
                "cryptomount $options; linux /v; boot",
                "set pager=0; linux /v; boot",
                "submenu a { menuentry b { linux /v; }; menuentry c { read k; linux /v $k; }; }",
                "while true; do if keystatus --alt; then break; fi; if [ -f /x ]; then break; fi; done; linux /v; boot",
                "while true; do if sleep -i 1; then break; fi; done; linux /v; boot",
                "until for i in $list; do keystatus; done; do true; done; linux /v; boot",
                "until for i in 1; do keystatus; break; done; do true; done; linux /v; boot",
                "until if keystatus --shift; then true; fi; do true; done; linux /v; boot",
                "until keystatus --help; do true; done; linux /v; boot",
                "until keystatus -su; do true; done; linux /v; boot",
                "while true; do keystatus; if [ $? != 0 ]; then break; fi; done; linux /v; boot",
                "function key { keystatus; [ $? != 0 ]; return; }; until key; do true; done; linux /v; boot",
                "if keystatus --shift; then read k; fi; linux /v; boot",
                "if [ \"$grub_platform\" = efi ]; then until keystatus --shift; do true; done; fi; linux /v; boot",
                "menuentry a { linux /v; }; menuentry b { until keystatus --shift; do true; done; linux /v; }",
                "function ask { read k; }; menuentry a { linux /v; }; menuentry b { ask; linux /v $k; }",
                "if keystatus --shift; then linux /v; boot; fi; menuentry a { true; }",
                "default=9; for k in $list; do menuentry $k { true; }; done",
                "default=9; menuentry a { true; }; if [ -f /x ]; then source /x; fi",
                "default=9; linux /v; boot",
                "default=b; menuentry $title { true; }",
                "menuentry a { true; }",
                "superusers=root; menuentry a --unrestricted { true; }",
                "superusers=root; menuentry a { true; }; menuentry b --unrestricted { true; }; default=1",
                "superusers=root; menuentry a $class { true; }",
                "if [ -f /x ]; then superusers=root; fi; menuentry a { true; }",
                "superusers=root; linux /v; boot",
                "superusers=root; unset superusers; menuentry a { true; }",
                "menuentry a { linux /v; }; menuentry b { read k; linux /v $k; }",
                "linux /v; boot; read x",
                "function key { keystatus --shift; }; until key; do break; done; linux /v; boot",
                "function key { keystatus --shift; return 0; }; until key; do true; done; linux /v; boot",
                "function key { if keystatus; then return 1; fi; true; }; until key; do true; done; linux /v; boot",
                "until if keystatus --shift; then false; else true; fi; do true; done; linux /v; boot",
                "if keystatus --shift; then timeout=9; fi; if sleep --interruptible 3; then boot; fi",
                "until sleep --interruptible 1; do true; done; while sleep -i 1; do break; done; while sleep 1; do true; done",
                "function read { true; }; read; linux /v; boot"
            })
    void isNotNeeded(String config) throws IOException {
        Linted.leavesAlone(config, "default-entry", "asks-for-password", "waits-for-key");
    }
}
