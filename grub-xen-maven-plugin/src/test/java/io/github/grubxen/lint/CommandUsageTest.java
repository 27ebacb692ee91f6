// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.GrubRelease;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Options and numbers of arguments. */
class CommandUsageTest {
    @ParameterizedTest
    @CsvSource(delimiter = '^', textBlock = """
            search --fs_uuid a                ^ 1:8: search has no option '--fs_uuid' [command-usage]. It takes: --file, --label
            search --set=root --nosuch /x     ^ 1:19: search has no option '--nosuch'
            search                            ^ 1:1: search needs one argument, and none is given [command-usage]. Add the missing arguments
            search /x                         ^ 1:1: search needs one of --file, --label, --fs-uuid
            search --set=root /x              ^ 1:1: search needs one of
            search --set=root --fs-uuid       ^ 1:1: search looks for 'root': without an argument, GRUB looks for the value of --set
            search --set=root                 ^ 1:1: search needs one of
            search --file=/x --set=root       ^ 1:8: search takes no value for --file
            search -f /x --hint               ^ 1:14: search needs a value for --hint
            search -f /x --hint --set         ^ 1:14: search needs a value for --hint
            search -f /x -x                   ^ 1:14: search ignores '-x': it takes one argument [ignored-words]
            search -u a --nosuch --set=root   ^ 1:13: search ignores '--nosuch'
            search -u --nosuch a --set=root   ^ 1:11: search has no option '--nosuch'
            sha1sum --check /sums /x          ^ 1:23: sha1sum --check refuses further files [command-usage]. Remove them
            hashsum -h md5 --check=/s /x      ^ 1:27: hashsum --check refuses further files
            hashsum /x                        ^ 1:1: hashsum needs --hash [command-usage]. Add it.
            probe --set=a (xen/xvda)          ^ 1:1: probe needs one of --driver
            file /x                           ^ 1:1: file needs one of --is-i386-xen-pae-domu
            linux                             ^ 1:1: linux needs one argument at least, and none is given
            linux --type=linux /v             ^ 1:7: linux has no option '--type=linux'
            initrd                            ^ 1:1: initrd needs one argument at least
            multiboot --quirk-good /v         ^ 1:11: multiboot has no option '--quirk-good'
            configfile                        ^ 1:1: configfile needs one argument, and none
            configfile /a /b                  ^ 1:15: configfile refuses more than one argument
            source /a "/b"                    ^ 1:11: source refuses more than one argument
            insmod                            ^ 1:1: insmod needs one argument
            sleep                             ^ 1:1: sleep needs one argument, and none
            sleep 1 2                         ^ 1:9: sleep refuses more than one argument
            sleep --quiet 1                   ^ 1:7: sleep has no option '--quiet'
            sleep -1                          ^ 1:7: sleep has no option '-1'
            sleep -iq 1                       ^ 1:7: sleep has no option '-q'
            regexp a                          ^ 1:1: regexp needs 2 arguments, and fewer are given
            regexp --set 1:a b c d            ^ 1:22: regexp refuses more than 2 arguments
            hexdump -n five /x                ^ needs a number for --length
            hexdump --skip=five /x            ^ 1:9: hexdump needs a number for --skip
            save_env                          ^ 1:1: save_env needs one argument
            load_env --file                   ^ 1:10: load_env needs a value for --file
            load_env -sf                      ^ 1:10: load_env needs a value for --file
            password a                        ^ 1:1: password needs 2 arguments, and fewer
            loopback loop                     ^ 1:1: loopback needs 2 arguments, and fewer
            cat -- a b                        ^ 1:10: cat refuses more than one argument
            o=--nosuch; sleep "$o" 1          ^ 1:19: sleep has no option '--nosuch'
            read --silent a                   ^ read ignores 'a': it takes one argument [ignored-words]
            insmod ext2 gzio                  ^ 1:13: insmod ignores 'gzio': it takes one argument [ignored-words]. Remove it
            unset a b                         ^ 1:9: unset ignores 'b'
            search -f /x root                 ^ 1:14: search ignores 'root'
            menuentry a --unrestriced { true; } ^ 1:13: menuentry has no option '--unrestriced', and reads it as an argument [ignored-words]
            """)
    void finds(String config, String message) throws IOException {
        Linted.finds(config, message, "command-usage", "ignored-words");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "search --no-floppy --fs-uuid --set=root --hint-bios=hd0,msdos1 --hint-efi=hd0,msdos1 --hint 'hd0' UUID",
                "search --no-floppy --fs-uuid --set UUID; search -nu --set root UUID; search --hint-xen=a -s -l x",
                "search --set --label x; search -s root -f /x; search $how x; search --$how x; search \"$a\"; search --help",
                "search --help; sleep --usage; sleep -- 5; sleep -vi 5; sleep $time; sleep $opts 5; sleep \"$a\" 5",
                "insmod $m; insmod ext2 $more; unset $x; echo --foo -x; test -f; exit 1; halt --no-apm; true a b",
                "multiboot --quirk-bad-kludge /v a; module --nounzip /i; linux $v --a; configfile $f",
                "set timeout=1; menuentry 'a' --class b --users c --id=d --hotkey e --unrestricted { true; }",
                "set timeout=1; menuentry 'a' $menuentry_id_option 'b' { true; }; submenu --class a b { true; }",
                "regexp --set=1:a --set 2:b '^(.*)$' \"$c\"; regexp -s a '^(.*)' b; load_env -f (xen/xvda)/x a b",
                "probe -u $root --set=id; probe --set=id --fs-uuid $root; loopback -d loop; loopback a $f; cat --dos /x",
                "cryptomount -a; cryptomount -u 123; cryptomount (xen/xvda); read a; read; keystatus --shift",
                "hexdump -n 0x10 --skip 5 /x; hexdump -n $n /x; for s in 1 2; do sleep $s; done; password a b; ls -l /x /y",
                "background_color black; terminal_output --append console; normal; shift; export a b",
                "set timeout=1; menuentry '--- rescue --- ' { true; }; menuentry ----- { true; }",
                "function cat { true; }; cat a b c",
                "hashsum -h md5 --check /s; md5sum -c /s --prefix=/x -k; hashsum --hash md5 /x /y; hashsum --check /s $how",
                "eval; eval $x; eval ''; hello --nosuch; search -u a --hint-xen=xen/xvda",
            })
    void leavesAlone(String config) throws IOException {
        Linted.leavesAlone(config, "command-usage", "ignored-words");
    }

    @Test
    void eachReleaseHasItsOwnOptions() throws IOException {
        String config = "search --efidisk-only -f /x; cryptomount -a -p secret; read --silent a; cmp -v /a /b; halt\n";
        assertThat(usage(config, GrubRelease.BOOKWORM))
                .anyMatch(line -> line.contains("search has no option '--efidisk-only'"))
                .anyMatch(line -> line.contains("cryptomount has no option '-p'"))
                .anyMatch(line -> line.contains("cmp refuses more than 2 arguments"));
        assertThat(usage(config, GrubRelease.TRIXIE)).isEmpty();
        String later = "search --cryptodisk-only -f /x; cryptomount -a -A; halt\n";
        assertThat(usage(later, GrubRelease.TRIXIE))
                .anyMatch(line -> line.contains("search has no option '--cryptodisk-only'"))
                .anyMatch(line -> line.contains("cryptomount has no option '-A'"));
        assertThat(usage(later, GrubRelease.SID)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '^', textBlock = """
            plainmount (xen/xvda)                        ^ 1:1: plainmount needs --cipher and --key-size and one of --hash, --keyfile
            plainmount (xen/xvda) -c aes-cbc-plain -h sha1 ^ 1:1: plainmount needs --key-size [command-usage]. Add it.
            plainmount (xen/xvda) -s 256 -d (xen/xvdb)0+1 ^ 1:1: plainmount needs --cipher [command-usage]. Add it.
            plainmount (xen/xvda) --cipher=aes-cbc-plain --key-size=256 ^ 1:1: plainmount needs one of --hash, --keyfile [command-usage]. Add the right one
            """)
    void plainmountNeedsCipherKeySizeAndHashOrKeyfile(String config, String message) throws IOException {
        assertThat(usage(config + "\n", GrubRelease.TRIXIE))
                .singleElement()
                .asString()
                .contains(message);
        assertThat(usage(
                        "plainmount -c a-b -s 256 -h x $d; plainmount -s 9 -d /k -c a-b $d; plainmount $how $d\n",
                        GrubRelease.TRIXIE))
                .isEmpty();
    }

    private static List<String> usage(String config, GrubRelease release) throws IOException {
        return Linted.shown(config, release, Platform.I386_XEN_PVH, Map.of()).stream()
                .map(Lint.Shown::text)
                .filter(line -> line.contains("[command-usage]"))
                .toList();
    }
}
