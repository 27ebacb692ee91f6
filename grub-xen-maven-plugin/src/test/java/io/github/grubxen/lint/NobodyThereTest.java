// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.GrubRelease;
import java.io.IOException;
import java.util.List;
import java.util.Map;
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
            waits-for-key ^ read name; linux /v; boot                                   ^ 1:1: read waits
            waits-for-key ^ menuentry a { read k; linux /v $k; }                        ^ 1:15: read waits
            waits-for-key ^ echo key; until keystatus --shift; do sleep 1; done; linux /v ^ 1:11: only a key ends this loop
            waits-for-key ^ while ! keystatus --ctrl; do true; done                     ^ 1:1: only a key ends this loop
            waits-for-key ^ while sleep --interruptible 1; do echo x; done              ^ 1:1: only a key ends this loop
            """)
    void isFound(String rule, String config, String message) throws IOException {
        assertThat(of(rule, config)).as(config).singleElement().asString().contains("site.cfg:" + message.strip());
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
                "if keystatus --shift; then timeout=9; fi; if sleep --interruptible 3; then boot; fi",
                "until sleep --interruptible 1; do true; done; while sleep -i 1; do break; done; while sleep 1; do true; done",
                "function read { true; }; read; linux /v; boot"
            })
    void isNotNeeded(String config) throws IOException {
        for (String rule : List.of("default-entry", "asks-for-password", "waits-for-key")) {
            assertThat(of(rule, config)).as(config).isEmpty();
        }
    }

    private static List<String> of(String rule, String config) throws IOException {
        return Linted.shown(config, GrubRelease.MACHINE, Platform.X86_64_XEN, Map.of()).stream()
                .map(Lint.Shown::text)
                .filter(text -> text.contains("[" + rule + "]"))
                .toList();
    }
}
