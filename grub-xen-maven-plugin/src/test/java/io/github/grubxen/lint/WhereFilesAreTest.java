// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.archive.GrubTar;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.platform.Platform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are looked for in the memdisk, where they are not, and on the network, which GRUB does not see. */
class WhereFilesAreTest {

    @ParameterizedTest
    @CsvSource(delimiter = '^', textBlock = """
            not-in-memdisk ^ linux /v console=hvc0                             ^ 1:7: linux looks for /v in the image's own memdisk, which has no such file
            not-in-memdisk ^ set timeout=1; menuentry a { initrd /i; }         ^ 1:37: initrd looks for /i
            not-in-memdisk ^ k=/boot/v; linux "$k" console=hvc0                ^ 1:18: linux looks for /boot/v
            not-in-memdisk ^ configfile /boot/grub/grub.cfg                    ^ 1:12: configfile looks for /boot/grub/grub.cfg
            not-in-memdisk ^ configfile $prefix/other.cfg                      ^ 1:12: configfile looks for /boot/grub/other.cfg
            not-in-memdisk ^ source (memdisk)/x.cfg                            ^ 1:8: source looks for /x.cfg
            not-in-memdisk ^ . /x.cfg                                          ^ 1:3: . looks for /x.cfg
            not-in-memdisk ^ multiboot /boot/xen/pvboot-x86_64.elf             ^ 1:11: multiboot looks for /boot/xen/pvboot-x86_64.elf
            not-in-memdisk ^ set root=memdisk; linux /v console=hvc0           ^ 1:25: linux looks for /v
            not-in-memdisk ^ function f { linux /v console=hvc0; }; f          ^ 1:20: linux looks for /v
            not-in-memdisk ^ sha256sum --check /sums                           ^ 1:19: sha256sum looks for /sums
            not-in-memdisk ^ hashsum -h md5 -c /sums --prefix=(xen/xvda)       ^ 1:19: hashsum looks for /sums
            not-in-memdisk ^ if hashsum --hash=md5 --check=/sums; then true; fi ^ 1:23: hashsum looks for /sums
            not-in-memdisk ^ trust /boot.gpg                                   ^ 1:7: trust looks for /boot.gpg
            not-in-memdisk ^ verify_detached (xen/xvda)/v /v.sig               ^ 1:30: verify_detached looks for /v.sig
            not-in-memdisk ^ initrd newc:a:/early                              ^ 1:8: initrd looks for /early
            not-in-memdisk ^ legacy_configfile /boot/grub/menu.lst             ^ 1:19: legacy_configfile looks for
            not-in-memdisk ^ search --file /v; linux /v                        ^ 1:25: linux looks for /v
            not-in-memdisk ^ search -nl x; linux /v                            ^ 1:21: linux looks for /v
            not-in-memdisk ^ search --label x --set=disk; linux /v             ^ 1:36: linux looks for /v
            not-in-memdisk ^ search --label root --set=disk; linux /v          ^ 1:39: linux looks for /v
            not-in-memdisk ^ search.fs_label x; linux /v                       ^ 1:26: linux looks for /v
            not-in-memdisk ^ normal /boot/grub/grub.cfg                        ^ 1:8: normal looks for /boot/grub/grub.cfg
            not-in-memdisk ^ normal $prefix/other.cfg                          ^ 1:8: normal looks for /boot/grub/other.cfg
            not-in-memdisk ^ extract_entries_source /x                         ^ 1:24: extract_entries_source looks for /x
            not-in-memdisk ^ syslinux_configfile /isolinux.cfg                 ^ 1:21: syslinux_configfile looks for /isolinux.cfg
            no-environment-file ^ load_env                                     ^ 1:1: load_env looks for /boot/grub/grubenv in the image's own memdisk
            no-environment-file ^ set timeout=1; menuentry a { save_env saved_entry; } ^ 1:30: save_env cannot write /boot/grub/grubenv
            no-environment-file ^ save_env --file=/dir/env x                   ^ 1:1: save_env cannot write /dir/env
            no-environment-file ^ save_env --file /env x                       ^ 1:1: save_env cannot write /env
            no-network     ^ net_bootp                                         ^ 1:1: net_bootp needs a network card
            no-network     ^ if net_dhcp; then true; fi                        ^ 1:4: net_dhcp needs a network card
            no-network     ^ set root=http,192.0.2.1                           ^ 1:1: 'http,192.0.2.1' needs a network card
            no-network     ^ prefix=(tftp,192.0.2.1)/grub                      ^ 1:1: '(tftp,192.0.2.1)/grub' needs a network card
            no-network     ^ linux (http)/v console=hvc0                       ^ 1:1: '(http)/v' needs a network card
            """)
    void areFound(String rule, String config, String message) throws IOException {
        Linted.finds(config, "site.cfg:" + message.strip(), rule.strip());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '^', textBlock = """
            sha256sum --check /sums                             ^ 1:19: the list names '/vmlinuz', which GRUB looks for in the image's own memdisk: it has no such file [not-in-memdisk]. Name the directory
            sha256sum --check=/sums --prefix=/boot              ^ 1:11: the list names '/boot//vmlinuz', which GRUB
            hashsum -h md5 -c (memdisk)/relative                ^ 1:19: the list names 'vmlinuz' without a leading slash
            hashsum -h md5 -c /relative -p boot                 ^ 1:19: the list names 'boot/vmlinuz' without a leading slash
            hashsum -h md5 -c /relative --prefix=(xen/xvda)/boot ^
            sha256sum --check /sums -p (xen/xvda)               ^
            sha256sum --check /sums --prefix=$root              ^ 1:19: the list names 'memdisk//vmlinuz' without a leading slash
            sha256sum --check /sums --prefix=$where             ^
            root=xen/xvda; sha256sum --check (memdisk)/sums     ^
            sha256sum --check /here                             ^
            """)
    void filesOfAListOfHashesAreLookedForToo(String config, String message) throws IOException {
        List<GrubTar.File> files = Stream.of(
                        Map.entry("sums", "00ff  /vmlinuz\n"),
                        Map.entry("relative", "00ff  vmlinuz\n"),
                        Map.entry("here", "00ff  /bootstrap.cfg\n00fe  /sums\n"))
                .map(file -> new GrubTar.File(
                        file.getKey(), Bytes.of(file.getKey(), file.getValue().getBytes(StandardCharsets.US_ASCII))))
                .toList();
        List<String> lines = Linted.baked(
                        config + "; root=xen/xvda; linux /v console=hvc0; initrd /i; boot\n",
                        Platform.X86_64_XEN,
                        Optional.empty(),
                        files,
                        Rules.with("<lint>", Map.of()))
                .stream()
                .map(Lint.Shown::text)
                .toList();
        if (message == null) {
            assertThat(lines).isEmpty();
        } else {
            assertThat(lines).singleElement().asString().contains(message);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "set root=xen/xvda; linux /v; initrd /i; configfile /x",
                "search --set=root --label x; linux /v; initrd /i",
                "search --file /v --set; linux /v; initrd /i",
                "search -fs root /v; linux /v; search --label x --set=root; initrd /i",
                "search --label --set x; linux /v",
                "search --label --set=x; linux /v",
                "search $how; linux /v",
                "search --set=disk --label $l root; linux /v",
                "search -l x -ns root; linux /v",
                "search -l --set root x; linux /v",
                "search.file /v root; linux /v",
                "root=xen/xvda; unset root; linux (xen/xvda)/v",
                "search_label x root; linux /v",
                "if [ -e (xen/xvda)/v ]; then root=xen/xvda; fi; linux /v",
                "linux (xen/xvda)/v; linux ($d)/v; linux $k; configfile $d/grub.cfg",
                "for d in (*); do root=$d; linux /v; done",
                "cat /bootstrap.cfg; cat /x; source /bootstrap.cfg",
                "root=xen/xvda; sha1sum --check /sums; trust --skip-sig /k; verify_detached /v /v.sig /k",
                "sha1sum --check (xen/xvda)/sums; md5sum /x; hashsum --hash md5 --check $s; trust (memdisk)/bootstrap.cfg",
                "if [ -f /boot/other.cfg ]; then source /boot/other.cfg; fi",
                "if [ -s $prefix/grubenv ]; then load_env; fi; menuentry a { save_env saved_entry; }",
                "set prefix=(xen/xvda)/boot/grub; load_env; save_env x",
                "load_env --file (xen/xvda)/env; save_env -f (xen/xvda)/env x; load_env --file=$e",
                "function f { linux /v; load_env; }",
                "function load_env { true; }; load_env",
                "loadfont /unicode.pf2; background_image /x.png",
                "source (xen/xvda)/x; linux /v",
                "linux 0+5",
                "net_ls_cards; set root=tape; echo http; linux (xen/xvda)/v ds=nocloud-net(http)"
            })
    void areLeftAlone(String config) throws IOException {
        Linted.leavesAlone(config, "not-in-memdisk", "no-environment-file", "no-network");
    }
}
