// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.GrubRelease;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of files and patterns for devices. */
class FileNamesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '^', textBlock = """
            linux vmlinuz console=hvc0; initrd /i; boot       ^ 1:7: linux reads 'vmlinuz' as a list of blocks, because it has no leading slash [relative-path]. Write /vmlinuz, with
            linux (xen/xvda)v console=hvc0; initrd /i; boot   ^ 1:7: linux reads 'v' as a list of blocks
            linux /v console=hvc0; initrd /a i; boot          ^ 1:34: initrd reads 'i' as a list of blocks
            linux /v console=hvc0; initrd newc:a:i; boot      ^ 1:31: initrd reads 'i' as a list of blocks
            k=boot/v; linux $k console=hvc0; initrd /i; boot  ^ 1:17: linux reads 'boot/v' as a list of blocks
            configfile grub.cfg                               ^ 1:12: configfile reads 'grub.cfg' as
            source "config-$a"                                ^ 1:8: source reads 'config-$a' as
            multiboot --quirk-bad-kludge a.elf; boot          ^ 1:30: multiboot reads 'a.elf' as
            search -f boot/x --set=root                       ^ 1:11: search reads 'boot/x' as a list of blocks, because it has no leading slash [relative-path]. Write /boot/x
            search --no-floppy --set=root --file vmlinuz      ^ 1:38: search reads 'vmlinuz' as
            search -nf -s root boot/vmlinuz                   ^ 1:20: search reads 'boot/vmlinuz' as
            search.file boot/x root                           ^ 1:13: search.file reads 'boot/x' as
            search --file --set=boot/x                        ^ 1:15: search reads 'boot/x' as
            search -f (xen/xvda)/x --set=root                 ^ 1:11: search looks for '(xen/xvda)/x' on each device, and no device has a file whose name contains a device [relative-path]. Remove the device.
            normal boot/x                                     ^ 1:8: normal reads 'boot/x' as
            if [ -f boot/x ]; then true; fi                   ^ 1:9: the test names 'boot/x' without a leading slash, which most file systems refuse [relative-path]. Write /boot/x
            for f in boot/x; do test ! -e $f; done            ^ 1:31: the test names 'boot/x' without
            if [ -s vmlinuz ]; then true; fi                  ^ 1:9: [ reads 'vmlinuz' as a list of blocks
            load_env --file=boot/grubenv                      ^ 1:10: load_env reads 'boot/grubenv' as
            save_env -f boot/grubenv x                        ^ 1:13: save_env reads 'boot/grubenv' as
            extract_entries_source x.cfg                      ^ 1:24: extract_entries_source reads 'x.cfg' as
            cmp /a b                                          ^ 1:8: cmp reads 'b' as
            hashsum --hash sha1 x                             ^ 1:21: hashsum reads 'x' as
            for d in (hd*); do ls $d/v; done                  ^ 1:10: no disk of a Xen guest matches (hd*) [no-match]. GRUB's names for Xen's disks are like xen/xvda. Write (x*)
            for d in (xen/*); do ls $d/v; done                ^ 1:10: no device matches (xen/*): GRUB looks for files where a pattern has a slash [no-match]. GRUB's names
            loopback l /x; for d in (lvm/*); do ls $d/v; done ^ 1:25: no device matches (lvm/*)
            ls (*/xvda)/v                                     ^ 1:4: no device matches (*/xvda)
            for d in (x*) (hd?,*); do ls $d/v; done           ^ 1:15: no disk of a Xen guest matches (hd?,*)
            """)
    void finds(String config, String message) throws IOException {
        assertThat(Linted.lines(config + "\n").stream().distinct())
                .as(config)
                .filteredOn(line -> line.contains("[relative-path]") || line.contains("[no-match]"))
                .first()
                .asString()
                .contains(message.strip());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "search -f /x --set=root; search --file $k --set=root; search.file /x root",
                "search --label boot --set=root; search --set=root -u 12-34; search -l -f boot --set=root",
                "multiboot +1; boot; multiboot (xen/xvda)0+1,5+0x10; boot",
                "linux $k console=hvc0; initrd $i /a (xen/xvda)/b \"$j\"; boot",
                "linux ($root)/v console=hvc0; initrd $d/i; boot",
                "search --file --set=/boot/x; search -f /x --set=boot",
                "if [ -f vmlinuz -o -d boot -o -e $x -o -f (xen/xvda)/x -o -f ($d)x ]; then true; fi; [ boot/x = $a ]",
                "hashsum --hash sha1 /x; ls boot; loadfont unicode; normal",
                "linux (tftp)v console=hvc0; initrd /i; boot",
                "set root=tftp; linux v console=hvc0; initrd i; boot",
                "linux /v console=hvc0; initrd newc:etc/a:/b newc:c:(xen/xvda)/d; boot",
                "for d in (*) (x*) (l*) (md*) (xen?xvda) (xen/xvda)/*; do ls $d/v; done; echo '(hd*)'; ls (hd0,1)/; echo vmlinuz",
                "loopback hd1 /disk; for d in (hd*); do ls $d/v; done",
                "loopback loop /a.iso; linux (loop)/v console=hvc0; initrd (loop)/i; boot"
            })
    void leavesAlone(String config) throws IOException {
        Linted.leavesAlone(config);
    }

    @Test
    void aPatternIsFoundWhereItIsWrittenAndNotWhereItsVariableIsUsed() throws IOException {
        assertThat(Linted.lines("for d in (hd*); do if [ -f $d/v ]; then ls $d; fi; done\n"))
                .singleElement()
                .asString()
                .contains("1:10: no disk of a Xen guest matches (hd*) [no-match]")
                .doesNotContain("times");
        assertThat(Linted.lines("p='(hd*)'; for d in $p; do ls $d/v; done\n"))
                .singleElement()
                .asString()
                .contains("1:21: no disk of a Xen guest matches (hd*) [no-match]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "# nothing\n",
                "set a=b\n",
                "echo a; insmod gzio\n",
                "set timeout=5; menuentry a { echo b; }\n",
                "boot\n",
                "function f { configfile (xen/xvda)/x; }\n",
                "function f { g; }; function g { configfile (xen/xvda)/x; }; set timeout=1; menuentry a { echo f; }\n"
            })
    void aConfigThatStartsNothingEndsAtThePrompt(String config) throws IOException {
        assertThat(Linted.lines(config, GrubRelease.BOOKWORM, Platform.I386_XEN_PVH))
                .as(config)
                .singleElement()
                .asString()
                .contains(
                        "site.cfg:1:1: the config starts nothing and runs no other config, so the guest ends at GRUB's prompt"
                                + " [no-start]. Load a kernel");
    }

    @Test
    void aConfigThatStartsOrEndsSomethingStarts() throws IOException {
        for (String config : new String[] {
            "function f { configfile (xen/xvda)/x; }; set timeout=1; menuentry a { f; }\n",
            "configfile (xen/xvda)/g\n",
            "halt\n",
            "$unknown a\n",
            "set timeout=1; menuentry a { reboot; }\n"
        }) {
            assertThat(Linted.lines(config, GrubRelease.BOOKWORM, Platform.I386_XEN_PVH))
                    .as(config)
                    .isEmpty();
        }
    }
}
