// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.script;

import io.github.grubxen.testing.Mutations;
import java.util.List;
import java.util.Random;

/** Random scripts for the parser, right and wrong ones. */
final class RandomScripts {
    private RandomScripts() {}

    /** What random scripts are made of; blanks and line ends come between, sometimes. */
    private static final List<String> PIECES = List.of(
            "if",
            "then",
            "elif",
            "else",
            "fi",
            "for",
            "in",
            "do",
            "done",
            "while",
            "until",
            "function",
            "case",
            "esac",
            "select",
            "time",
            "{",
            "}",
            "[",
            "]",
            "[[",
            "]]",
            "!",
            ";",
            ";;",
            "&",
            "&&",
            "|",
            "<",
            ">",
            "\n",
            "\n",
            ";",
            "echo",
            "true",
            "x=1",
            "a",
            "f",
            "$x",
            "${x}",
            "$1",
            "${12}",
            "$?",
            "$*",
            "$#",
            "$@",
            "${?}",
            "$",
            "${",
            "${x",
            "$\"t\"",
            "\"q\"",
            "\"$x\"",
            "\"${x}y\"",
            "\"$\"",
            "\"\\$\"",
            "\"\\\"\"",
            "\"\\x\"",
            "'s'",
            "'$'",
            "'\n'",
            "\"\n\"",
            "\\ ",
            "\\\n",
            "\\;",
            "#",
            "# c",
            "a#b",
            "#\"",
            "#'",
            "\"",
            "'",
            "-f",
            "(hd0)/a",
            "\r",
            "\u00e4",
            "menuentry");

    /** Whole statements, which make random scripts that are right more often. */
    private static final List<String> STATEMENTS = List.of(
            "echo a b\n",
            "set x=1; echo $x\n",
            "if [ -f /a ]; then echo a; fi\n",
            "if true\nthen\n echo a\nelif false; then b\nelse\n c; fi\n",
            "for i in a b c; do echo $i; done\n",
            "for i in\ndo echo; done\n",
            "while true; do echo; done\n",
            "until false\ndo\n echo\n\ndone\n",
            "function f { echo $1; }\n",
            "function g\n{\n  echo\n}\n",
            "menuentry \"A b\" --class x {\n linux /v a=b\n initrd /i\n}\n",
            "submenu 'S' { menuentry 'M' { true } }\n",
            "echo \"two\nlines\" \\\n and more\n",
            "# only a comment\n",
            "\n");

    static String pieces(Random random) {
        StringBuilder script = new StringBuilder();
        for (int n = 1 + random.nextInt(12); n > 0; n--) {
            script.append(PIECES.get(random.nextInt(PIECES.size()))).append(random.nextInt(4) == 0 ? "" : " ");
        }
        return script.toString();
    }

    static String statements(Random random) {
        StringBuilder script = new StringBuilder();
        for (int n = 1 + random.nextInt(4); n > 0; n--) {
            script.append(STATEMENTS.get(random.nextInt(STATEMENTS.size())));
        }
        return script.toString();
    }

    /** Takes pieces out, puts some in, doubles some; or leaves it as it is. */
    static String mutated(String script, Random random) {
        return Mutations.of(script, "[\\s;{}\"'$]", PIECES, random);
    }
}
