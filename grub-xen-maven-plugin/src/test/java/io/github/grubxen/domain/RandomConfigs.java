// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.domain;

import io.github.grubxen.testing.Mutations;
import java.util.List;
import java.util.Random;

/** Random configurations, of which about a third is right. */
final class RandomConfigs {
    /** Pieces of random configurations. */
    private static final List<String> PIECES = List.of(
            "a",
            "b",
            "c1",
            "d.e",
            "f_g",
            "name",
            "type",
            "import",
            "A",
            "_",
            "=",
            "=",
            "=",
            "+=",
            "+",
            "-",
            ".",
            "(",
            ")",
            ":",
            "[",
            "]",
            ",",
            ";",
            "\n",
            "\n",
            "\n",
            " ",
            "\t",
            "\r",
            "\u0000",
            "\u00e9",
            "1",
            "0",
            "08",
            "0x1f",
            "12abc",
            "1g",
            "''",
            "\"\"",
            "'x'",
            "\"y z\"",
            "'a\"b'",
            "\"it's\"",
            "'\\''",
            "\"\\\"\"",
            "'\\\\'",
            "\"\\n\\t\\a\\b\\f\\r\\v\"",
            "'\\x41'",
            "'\\012'",
            "'\\0123'",
            "'\\7 12'",
            "'\\01'",
            "'\\z'",
            "'\\\n'",
            "'",
            "\"",
            "'\\",
            "#",
            "# c\n",
            "#'\n",
            "# \r\n",
            "/",
            "$",
            "@",
            "'\r'",
            "'\u00e9'",
            "'\u0000'",
            "'#'");

    /** Whole lines, which make random configurations that are right more often. */
    private static final List<String> LINES = List.of(
            "name = \"web1\"\n",
            "type='pvh'\n",
            "kernel = \"/usr/lib/grub-xen/grub-i386-xen_pvh.bin\" # image\n",
            "memory = 512\n",
            "memory = '0x200'\n",
            "vcpus=010\n",
            "vcpus=1;memory = 256\n",
            "disk = [ 'phy:/dev/vg/web1,xvda,w' ]\n",
            "disk = [\n  'a', # first\n  \"b\",\n\n]\n",
            "disk += [ ['c', 1], [], 2 ]\n",
            "vif = [ ]\n",
            "extra = 'a'\n",
            "extra += \" b=\\\"c\\\"\"\n",
            "a = 1\n",
            "a += 2\n",
            "a = [1,]\n",
            "b=[[[1],2],'x' \n ]\n",
            "f_g = ''\n",
            ";;\n",
            "# comment\n",
            "\n");

    private RandomConfigs() {}

    /** The next one. */
    static String next(Random random) {
        return random.nextInt(3) == 0 ? pieces(random) : mutated(lines(random), random);
    }

    private static String pieces(Random random) {
        StringBuilder text = new StringBuilder();
        for (int n = 1 + random.nextInt(12); n > 0; n--) {
            text.append(PIECES.get(random.nextInt(PIECES.size()))).append(random.nextInt(4) == 0 ? "" : " ");
        }
        return text.toString();
    }

    private static String lines(Random random) {
        StringBuilder text = new StringBuilder();
        for (int n = 1 + random.nextInt(8); n > 0; n--) {
            text.append(LINES.get(random.nextInt(LINES.size())));
        }
        return text.toString();
    }

    /** Takes pieces out, puts some in, doubles some; or leaves it as it is. */
    private static String mutated(String text, Random random) {
        return Mutations.of(text, "[\\s;=,\\[\\]\"']", PIECES, random);
    }
}
