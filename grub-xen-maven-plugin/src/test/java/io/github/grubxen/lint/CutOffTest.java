// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Words that end where nobody meant them to. */
class CutOffTest {
    private static final String REST = "\ninitrd /i\nboot\n";

    @ParameterizedTest
    @CsvSource(delimiter = '^', textBlock = """
            linux /v console=hvc0 ds=nocloud;s=http://10.0.0.1/seed/ ^ 1:33: ';' outside of quotes ends the command 'linux', and 's=http://10.0.0.1/seed/' is an assignment of its own [cut-off]. Put the whole
            c=ds=nocloud;s=http://10.0.0.1/; linux /v console=hvc0   ^ 1:13: ';' outside of quotes ends the command 'c=ds=nocloud'
            set c=ds=nocloud;s=x; linux /v console=hvc0              ^ 1:17: ';' outside of quotes ends the command 'set'
            if true; then linux /v console=hvc0 a=b;c=d; fi          ^ 1:40: ';' outside of quotes ends
            echo a=1;b=c; linux /v console=hvc0                      ^ 1:9: ';' outside of quotes ends the command 'echo'
            linux /v console=hvc0 a,b;c=d                            ^ 1:26: ';' outside of quotes ends the command 'linux'
            linux /v console=hvc0 a={true}                           ^ 1:1: '{' outside of quotes begins a block of commands, which linux does not take [cut-off]
            if [ "$grub_platform" = "xen"]; then linux /v console=hvc0; fi ^ 1:25: the ']' in '"xen"]' is a part of the word, as no blank stands before it [missing-bracket]. Write a blank
            linux /v console=hvc0; if [ -f $x]; then true; fi        ^ 1:32: the ']' in '$x]'
            """)
    void finds(String config, String message) throws IOException {
        assertThat(Linted.lines(config + REST))
                .as(config)
                .singleElement()
                .asString()
                .contains(message.strip());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insmod ext2;insmod gzio;linux /v console=hvc0",
                "a=b;c=d;linux /v console=hvc0",
                "search -f /x --set a;b=$a;echo a;c=d;linux /v console=hvc0",
                "set a=b;set c=d;e=f; linux /v console=hvc0",
                "linux /v console=hvc0 'ds=nocloud;s=x' \"a;b=c\" d\\;e=f",
                "linux /v console=hvc0 'a={b}' url=http://a/#b;initrd /i;boot",
                "function f { true; }; true a;f;linux /v console=hvc0",
                "linux /v console=hvc0; a=b",
                "if [ -f /a ];then linux /v console=hvc0;fi",
                "if [ \"$a\" = \"[b]\" ]; then true; fi; linux /v console=hvc0",
            })
    void leavesAlone(String config) throws IOException {
        assertThat(Linted.lines(config + REST)).as(config).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://a/?b=1&c=2", "a|b", "a<b", "a>b", "a}"})
    void aCharacterOfTheLanguageInAWordIsASyntaxErrorThatTellsOfQuotes(String word) throws IOException {
        assertThat(Linted.lines("linux /v console=hvc0 " + word + REST))
                .singleElement()
                .asString()
                .contains("site.cfg:1:", " [syntax]. ", "if it belongs to a word, put the word into quotes.");
        assertThat(Linted.lines("linux /v console=hvc0 '" + word + "'" + REST)).isEmpty();
    }
}
