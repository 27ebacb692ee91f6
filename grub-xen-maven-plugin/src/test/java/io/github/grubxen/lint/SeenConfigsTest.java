// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.GrubRelease;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole configs of guests that did not boot, and all that lint says about each, with no rule switched off. */
class SeenConfigsTest {
    private static final Pattern RULE = Pattern.compile(":(\\d+):\\d+: .* \\[([a-z-]+)]\\.");

    @ParameterizedTest
    @CsvSource(delimiter = '^', textBlock = """
            set root=xen/xvda; c="root=/dev/xvda console=hvc0"|linux /v "$c"|initrd /i|boot    ^ 2 no-console, 2 quoted-arguments
            linux /v ro console=hvc0|initrd /i|boot                                           ^ 1 not-in-memdisk, 2 not-in-memdisk
            set root=/dev/xvda1|linux /v ro console=hvc0|initrd /i|boot                        ^ 1 no-device
            set timeout=5; load_env|menuentry a { save_env x; root=xen/xvda; linux /v console=hvc0; initrd /i; } ^ 1 no-environment-file
            set timeout=5; set default=1|menuentry a { root=xen/xvda; linux /v console=hvc0; initrd /i; } ^ 1 default-entry
            net_bootp; root=http,192.0.2.1|linux /v console=hvc0|initrd /i|boot               ^ 1 no-network, 1 no-network
            set timeout = 5|menuentry a { root=xen/xvda; linux /v console=hvc0; initrd /i; }  ^ 1 not-an-assignment, 2 no-timeout
            set timeout=five|menuentry a { root=xen/xvda; linux /v console=hvc0; initrd /i; } ^ 2 no-timeout
            set timeout=5|menuentry a { root=xen/xvda; linux /v console=hvc0; initrd /i; }    ^
            root=xen/xvda|linux /v console=hvc0 ds=nocloud;s=http://10.0.0.1/|initrd /i|boot  ^ 2 cut-off
            root=xen/xvda|linux v console=hvc0|initrd i|boot                                  ^ 2 relative-path, 3 relative-path
            search -f boot/x --set=root|linux /v console=hvc0|initrd /i|boot                  ^ 1 relative-path
            root=xen/xvda|if [ "$grub_platform" = "xen"]; then|linux /v console=hvc0; initrd /i; boot; fi   ^ 1 no-start, 2 missing-bracket
            for d in (hd*); do|linux $d/v console=hvc0; initrd $d/i; boot; done               ^ 1 no-match
            search; root=xen/xvda|linux /v console=hvc0; initrd; boot                         ^ 1 command-usage, 2 command-usage
            set a=b                                                                           ^ 1 no-start
            root=xen/xvda; if keystatus --shift; then linux /v console=hvc0; initrd /i; boot; fi ^ 1 no-start
            root=xen/xvda; keystatus -s; if [ $? = 0 ]; then linux /v console=hvc0; initrd /i; boot; fi ^ 1 no-start
            root=xen/xvda; if ! keystatus; then linux /v console=hvc0; initrd /i; boot; fi    ^
            source (xen/xvda)/lib.cfg|my_function a                                           ^
            terminfo -u console; root=xen/xvda|linux /v console=hvc0; initrd /i; boot         ^
            terminal gfxterm; root=xen/xvda|linux /v console=hvc0; initrd /i; boot            ^ 1 no-screen
            function efi { if [ "$grub_platform" != efi ]; then return; fi; fwsetup; }; efi; configfile (xen/xvda)/g ^
            """)
    void getTheseFindingsAndNoOthers(String config, String rules) throws IOException {
        List<String> found =
                Linted.shown(config.replace('|', '\n') + "\n", GrubRelease.BOOKWORM, Platform.X86_64_XEN, Map.of())
                        .stream()
                        .map(shown -> rule(shown.text(), config.replace('|', '\n')))
                        .sorted()
                        .toList();
        assertThat(String.join(", ", found)).as(config).isEqualTo(rules == null ? "" : rules.strip());
    }

    private static String rule(String text, String config) {
        Matcher rule = RULE.matcher(text);
        assertThat(rule.find()).as("%s: %s", config, text).isTrue();
        return rule.group(1) + " " + rule.group(2);
    }
}
