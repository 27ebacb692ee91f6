// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Several arguments in one pair of quotes. */
class QuotedArgumentsTest {
    private static final String REST = "; initrd /i; boot\n";

    @ParameterizedTest
    @CsvSource(delimiter = '^', textBlock = """
            c="root=/dev/xvda ro console=hvc0"; linux /v "$c" ^ 1:46: linux gets 'root=/dev/xvda ro console=hvc0' as one argument, because it is in quotes [quoted-arguments]. Remove the quotes: GRUB then
            linux /v "root=/dev/xvda ro"      ^ 1:10: linux gets 'root=/dev/xvda ro' as one argument, because it is in quotes [quoted-arguments]. Remove the quotes, or quote
            linux /v 'quiet splash'           ^ linux gets 'quiet splash'
            linux /v "$c ro"                  ^ linux gets '$c ro'
            linux /v "root=$r console=tty0 $x" ^ linux gets 'root=$r console=tty0 $x'
            linux "/v root=/dev/xvda"         ^ 1:7: linux gets '/v root=/dev/xvda' as one argument
            c="a=b"; c="$c c=d"; linux /v "$c" ^ linux gets 'a=b c=d'
            c="ro"; for a in 1 2; do c="$c a=$a"; linux /v "ro $c"; done ^ linux gets 'ro
            linux /v root=/dev/xvda\\ ro\\ quiet ^ linux gets 'root=/dev/xvda ro quiet' as one argument, because a backslash precedes the blank
            multiboot /x; module "/v root=/dev/xvda ro" ^ module gets '/v root=/dev/xvda ro' as one argument, because it is in quotes
            multiboot /x; module /v "root=/dev/xvda ro" ^ module gets 'root=/dev/xvda ro' as one argument
            function go { linux /v "$*"; }; go root=/dev/xvda ro ^ linux gets 'root=/dev/xvda ro'
            insmod "gzio xzio"                ^ 1:8: insmod gets 'gzio xzio' as one argument
            linux /v console=hvc0; initrd "/a /b" ^ initrd gets '/a /b' as one argument
            """)
    void finds(String config, String message) throws IOException {
        Linted.finds(config + REST, message, "quoted-arguments");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "linux /v \"root=$root\" \"console=hvc0\"",
                "linux /v console=hvc0 \"dyndbg=file a.c +p; module b\"",
                "linux /v console=hvc0 dyndbg=\"file a.c +p\" 'foo=bar baz'",
                "linux /v console=hvc0 systemd.setenv=\"A=b C=d\"",
                "linux /v console=hvc0 dyndbg=file\\ a.c\\ +p",
                "multiboot /x \"a b\"; module /v \"dyndbg=file a.c +p\"",
                "c=\"from=hd root=UUID=$u console=hvc0 quiet\"; linux /v $c",
                "c=\"a=$u console=hvc0\"; linux /v $c\\ x",
                "linux /v console=hvc0 \"$cmdline\"",
                "linux /v console=hvc0 \"$a $b\"",
                "c=\"ro console=hvc0\"; linux /v $c",
                "c=\"console=hvc0\"; linux /v \"$c\"",
                "linux \"/my kernel\" console=hvc0",
                "linux \"($root)/v\" console=hvc0; echo \"quiet splash\"",
                "function f { linux \"$1\" \"$@\"; }; f /v ro console=hvc0",
            })
    void leavesAlone(String config) throws IOException {
        Linted.leavesAlone(config + REST);
    }

    @Test
    void aConsoleWithinQuotesIsNoConsole() throws IOException {
        assertThat(Linted.lines("linux /v \"root=/dev/xvda console=hvc0\"" + REST))
                .anyMatch(line -> line.contains("[quoted-arguments]"))
                .anyMatch(line -> line.contains("linux without console="));
        assertThat(Linted.lines("linux /v ro \"console=hvc0,115200\"" + REST)).isEmpty();
    }
}
