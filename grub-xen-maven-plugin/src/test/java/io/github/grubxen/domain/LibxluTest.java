// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Place;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The parser beside Xen's own library. */
class LibxluTest {
    private static final int CONFIGURATIONS = Integer.getInteger("grub-xen.test.configurations", 3000);

    @TempDir
    Path directory;

    @Test
    void readsAndRefusesTheSameAtTheEdges() throws IOException {
        compare(
                List.of(
                        "",
                        "\n",
                        ";",
                        "a",
                        "a=",
                        "a=1",
                        "a=1;",
                        "a=1;b=2",
                        "a=1 b=2",
                        "a=1b=2",
                        "=1",
                        "1=1",
                        "'a'=1",
                        "a==1",
                        "a=+1",
                        "a=-1",
                        "a+=1",
                        "a + = 1",
                        "a='x' 'y'",
                        "a=1\n+=2",
                        "a\n=1",
                        "a=\n1",
                        "#",
                        "a=1 #",
                        "a=1 @",
                        "a=1 )",
                        "a=1 '",
                        "a=1\r",
                        "a=)",
                        "'",
                        "#c",
                        "a=1 # c",
                        "a=1 # c\n",
                        "a=[]",
                        "a=[\n]",
                        "a=[,]",
                        "a=[1,,2]",
                        "a=[1\n,2]",
                        "a=[1,\n2]",
                        "a=[1,2,]",
                        "a=[1,2,\n]",
                        "a=[1 2]",
                        "a=[1;2]",
                        "a=[1",
                        "a=]",
                        "a=[1]]",
                        "a=[#x\n1#y\n]",
                        "a=[1]b=2",
                        "a='x",
                        "a='x\n'",
                        "a='\\\n'",
                        "a='\\",
                        "a='\\'",
                        "a=\"'\"",
                        "a='\"'",
                        "a='\\q'",
                        "a='\\x41'",
                        "a='\\x4142'",
                        "a='\\101'",
                        "a='\\1'",
                        "a='\\12'",
                        "a='\\1234'",
                        "a='\\0 1'",
                        "a='\\0+1'",
                        "a='\\0++1'",
                        "a='\\789'",
                        "a='\\8'",
                        "a='\\0\r\f1'",
                        "a='x\r'",
                        "a=1\r\n",
                        "# \r\na=1\n",
                        "A=1",
                        "aB=1",
                        "a-b=1",
                        "a.b=1",
                        "d.e=1",
                        "f_g=1",
                        "_a=1",
                        "a=0x",
                        "a=0xfg",
                        "a=1e",
                        "a=1g",
                        "a=/x/y-z",
                        "a=True",
                        "a=b",
                        "import os\n",
                        "a=1+2",
                        "a=(1)",
                        "a='x'.y",
                        "a=[x for x in y]",
                        "a='\u0000'",
                        "a=\u0000",
                        "#\u0000\n",
                        "a='\u00ff'",
                        "\u00ff=1",
                        "a=1\na='2'\n",
                        "a='x'\na+='y'\n",
                        "a=1\na+=2\na+='3'\n",
                        "a=[1]\na+=[2]\na+=[[3]]\n",
                        "a=[1]\na+='2'\n",
                        "a='1'\na+=[2]\n",
                        "a='1'\na=[2]\na+=[3]\n",
                        "a=[1]\na='1'\na+='2'\n",
                        "memory=' 12'",
                        "memory='12 '",
                        "memory='+0x1F'",
                        "memory='-010'",
                        "memory='08'",
                        "memory=''",
                        "memory='0x'",
                        "memory='0'",
                        "memory=00",
                        "memory='9223372036854775807'",
                        "memory='9223372036854775808'",
                        "memory='-9223372036854775808'",
                        "memory='99999999999999999999'",
                        "memory='\\v7'",
                        "memory='0X1f'",
                        "memory=[1]",
                        "\f",
                        "\u000b",
                        "\ufeff",
                        "\u00ef\u00bb\u00bfa=1",
                        "a=" + "[".repeat(99) + "]".repeat(99)),
                "edge");
    }

    @Test
    void readsAndRefusesTheSameRandomConfigurations() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<String> configurations = new ArrayList<>();
        for (int i = 0; i < CONFIGURATIONS; i++) {
            configurations.add(RandomConfigs.next(random));
        }
        int read = compare(configurations, "seed " + seed);
        assertThat(read).isBetween(CONFIGURATIONS / 10, CONFIGURATIONS * 9 / 10);
    }

    /** Compares what both read. Gives the number of configurations that are not refused. */
    private int compare(List<String> configurations, String description) throws IOException {
        List<String> theirs = Libxlu.in(directory).read(configurations);
        assertThat(theirs).hasSameSizeAs(configurations);
        int read = 0;
        for (int i = 0; i < theirs.size(); i++) {
            String text = configurations.get(i);
            String as = description + ": " + text.replace("\n", "\\n").replace("\r", "\\r");
            try {
                XlConfig config = XlConfig.parse(Bytes.of("xl", text.getBytes(StandardCharsets.ISO_8859_1)));
                assertThat(shown(config)).as(as).isEqualTo(theirs.get(i));
                read++;
            } catch (BadInput refusal) {
                compareRefusal(as, refusal, theirs.get(i));
            }
        }
        return read;
    }

    /** The library names the line before, if it stopped at a line feed. It looks for Python only up to some errors, we always. */
    private static void compareRefusal(String as, BadInput refusal, String theirs) {
        assertThat(theirs).as(as + ": " + refusal.getMessage()).matches("refused \\d+ [01]|aborted");
        if (!theirs.equals("aborted")) {
            int line = Integer.parseInt(theirs.split(" ", -1)[1]);
            assertThat(((Place.Line) refusal.diagnostic().place()).line())
                    .as(as)
                    .isBetween(line, line + 1);
            if (theirs.endsWith("1")) {
                assertThat(refusal).as(as).hasMessageContaining("Python");
            }
        }
    }

    private static String shown(XlConfig config) {
        StringBuilder shown = new StringBuilder();
        for (String name : Libxlu.NAMES) {
            Optional<Value> value = config.value(name);
            if (value.isPresent()) {
                shown.append(name).append('=').append(shown(value.get()));
                OptionalLong number = config.number(name);
                shown.append(number.isPresent() ? ":" + number.getAsLong() : "").append(' ');
            }
        }
        return shown.toString().strip();
    }

    private static String shown(Value value) {
        StringBuilder shown = new StringBuilder();
        if (value instanceof Value.Items list) {
            shown.append('[');
            list.values().forEach(item -> shown.append(shown(item)).append(','));
            return shown.append(']').toString();
        }
        String text = value instanceof Value.Text string ? string.text() : ((Value.Numeral) value).text();
        text.chars().forEach(c -> shown.append(String.format("%02x", c)));
        return "s" + shown;
    }
}
