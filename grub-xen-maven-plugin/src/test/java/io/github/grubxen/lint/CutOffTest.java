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
            linux /v console=hvc0 ds=nocloud; s=http://10.0.0.1/seed/ ^ 1:35: ';' outside of quotes ends the command 'linux', so 's=http://10.0.0.1/seed/' is not a parameter of the kernel, but sets a variable that is never read [lost-parameters]. Put the parameter with the ';' into quotes
            for i in a; do linux /v console=hvc0 a ;b=c; done        ^ 1:41: ';' outside of quotes ends the command 'linux', so 'b=c'
            linux /v console=hvc0 "$c"; c1=d; echo ${c}              ^ 1:29: ';' outside of quotes ends the command 'linux', so 'c1=d'
            if true; then linux /v console=hvc0 a=b;c=d; fi          ^ 1:40: ';' outside of quotes ends
            echo a=1;b=c; linux /v console=hvc0                      ^ 1:9: ';' outside of quotes ends the command 'echo'
            linux /v console=hvc0 a,b;c=d                            ^ 1:26: ';' outside of quotes ends the command 'linux'
            linux /v console=hvc0 a={true}                           ^ 1:1: '{' outside of quotes begins a block of commands, which linux does not take [cut-off]
            if [ "$grub_platform" = "xen"]; then linux /v console=hvc0; fi ^ 1:25: the ']' in '"xen"]' is part of the word, because no blank precedes it [missing-bracket]. Write a blank
            linux /v console=hvc0; if [-f /x ]; then true; fi ^ 1:27: the '[' in '[-f' is part of the word, because no blank follows it [missing-bracket]. Write a blank
            linux /v console=hvc0; while ["$a" = b ]; do true; done ^ 1:30: the '[' in '["$a"' is part of the word
            linux /v console=hvc0; if [ "$a"="b" ]; then true; fi ^ 1:29: '"$a"="b"' is one word, which is never empty, so [ compares nothing [misread-test]. Write a blank
            linux /v console=hvc0; if [ $a!=b ]; then true; fi ^ 1:29: '$a!=b' is one word
            linux /v console=hvc0; if test a = b -a c=d; then true; fi ^ 1:41: 'c=d' is one word, which is never empty, so test compares nothing
            linux /v console=hvc0; if [ -r /x ]; then true; fi ^ 1:29: [ has no operator '-r', and reads it as a text, which is not empty [misread-test]. GRUB tests files with -d
            linux /v console=hvc0; eval 'if [ ! -L /x ]; then true; fi' ^ [ has no operator '-L'
            linux /v console=hvc0; if [ -f $x]; then true; fi        ^ 1:32: the ']' in '$x]'
            """)
    void finds(String config, String message) throws IOException {
        Linted.finds(config + REST, message);
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
                "linux /v console=hvc0; a=b; echo $a",
                "linux /v console=hvc0; a=b; for i in \"${a}\"; do echo $i; done",
                "linux /v console=hvc0; timeout=9; default=1",
                "linux /v console=hvc0; set a=b",
                "linux /v console=hvc0; true; a=b",
                "timeout=9; menuentry a { linux /v console=hvc0; initrd /i; }; a=b; menuentry b { a=c; linux /v console=hvc0; initrd /i; }",
                "linux /v console=hvc0\na=b",
                "linux /v console=hvc0; a=b; export a",
                "if [ x$a = xb -o ! -f /c -a ( -n \"$d\" ) ]; then true; fi; linux /v console=hvc0",
                "if [ \"$a\" -pgt \"$b\" -o /a -nt /b -o /a -ot-5 /b -o 1 -eq 1 ]; then true; fi; linux /v console=hvc0",
                "if [ \"$a\" ]; then true; fi; if [ \"a=b\" = \"$c\" ]; then true; fi; linux /v console=hvc0",
                "if [ -r = \"$a\" -o -n -x ]; then true; fi; if test -z; then true; fi; linux /v console=hvc0",
                "if [ -f /a ];then linux /v console=hvc0;fi",
                "if [ \"$a\" = \"[b]\" ]; then true; fi; linux /v console=hvc0",
            })
    void leavesAlone(String config) throws IOException {
        Linted.leavesAlone(config + REST);
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
