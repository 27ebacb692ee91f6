// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlFlowGraphTest {

    @ParameterizedTest
    @CsvSource(delimiter = '^', textBlock = """
            ! a; time b c; ! time d                                ^ a / time / b c / time / d
            if [ $p = xen ]; then a; else b; fi                    ^ [ xen = xen ] / a
            if [ $p = efi ]; then a; elif test -n $p; then b; else c; fi ^ [ xen = efi ] / test -n xen / b
            if ! [ x$p != xxen ]; then a; fi; b                    ^ [ xxen != xxen ] / a / b
            if [ -f /a -a $p = efi ]; then a; fi                   ^ [ -f /a -a xen = efi ]
            if [ -f /a -o $p = xen ]; then a; else b; fi           ^ [ -f /a -o xen = xen ] / a
            if [ -f /a -a $p = xen ]; then a; else b; fi           ^ [ -f /a -a xen = xen ] / a / b
            x=1; set y=${x}2; echo $y$z                            ^ x=1 / set y=12 / echo 12$z
            x=; $x a; echo "$x"                                    ^ x= / a / echo
            if a; then x=1; else x=2; fi; echo $x                  ^ a / x=1 / x=2 / echo 1|2
            if a; then x=1; fi; echo $x                            ^ a / x=1 / echo $x|1
            x=1; read x; echo $x                                   ^ x=1 / read x / echo $x
            x=1; regexp --set=1:x a b; echo $x                     ^ x=1 / regexp --set=1:x a b / echo $x
            x=1; source /a; echo $x $p                             ^ x=1 / source /a / echo $x xen
            x=1; unset x; echo "$x."                               ^ x=1 / unset x / echo .
            for i in 1 2; do echo $i; done; echo $i                ^ for 1 2 / echo 1|2 / echo 2
            x=1; while a; do echo $x; x=2; done; echo $x           ^ x=1 / a / echo 1|2 / x=2 / echo 1|2
            function f { echo $1; }; f a; f b                      ^ f a / echo a / f b / echo b
            function f { f; }; f                                   ^ f / f / f / f
            menuentry A { echo $x; }; x=1                          ^ menuentry A / x=1 / echo 1
            for d in (*); do if [ $d = (hd0) ]; then a; fi; echo $d; done ^ for (*) / [ $d = (hd0) ] / a / echo $d
            """)
    void isWhatIsCertainBefore(String script, String nodes) throws BadInput {
        assertThat(run(script).nodes().stream().map(ControlFlowGraphTest::shown).collect(Collectors.joining(" / ")))
                .isEqualTo(nodes);
    }

    @Test
    void knowsWhatMayComeBehindACommand() throws BadInput {
        assertThat(before("a; if b; then c; end; else d; fi; e")).containsExactly("a", "b", "c");
        assertThat(before("if ! a; then end; else b; fi")).isEmpty();
        assertThat(before("while a; do b; done; c; end")).containsExactly("a", "b", "c");
        assertThat(before("for i in a d; do b; end; c; done")).containsExactly("b", "c", "end", "for a d");
        assertThat(before("a; stop; b; end")).containsExactly("b", "stop");
    }

    @Test
    void knowsTheTimeoutOfTheMenu() throws BadInput {
        assertThat(run("timeout=5; menuentry a { timeout=6; }").menu().timeout().literal())
                .contains("5");
        assertThat(run("timeout=5; load_env").menu().timeout().literal()).isEmpty();
    }

    @Test
    void knowsTheMenuAndItsVariables() throws BadInput {
        ControlFlowGraph run = run(
                "default=2; if a; then fallback=1; else fallback=3; fi; menuentry A { default=3; }; submenu B { menuentry C { a; }; }");
        assertThat(run.atMenu("default").literal()).contains("2");
        assertThat(run.atMenu("fallback").literals()).containsExactlyInAnyOrder("1", "3");
        assertThat(run.atMenu("other").literal()).isEmpty();
        assertThat(run.menu().entries())
                .extracting(ControlFlowGraphTest::shown)
                .containsExactly("menuentry A", "submenu B");
        assertThat(run.menu().certain()).isTrue();
        assertThat(run("if a; then menuentry A { b; }; fi").menu().certain()).isFalse();
        assertThat(run("for i in a b; do menuentry $i { b; }; done").menu().entries())
                .extracting(ControlFlowGraphTest::shown)
                .containsExactly("menuentry a", "menuentry b");
        assertThat(run("for i in $unknown; do menuentry $i { b; }; done").menu().certain())
                .isFalse();
        assertThat(run("menuentry A { b; }; source /a").menu().certain()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '^', quoteCharacter = '`', textBlock = """
            list="a b c"; for i in $list; do if [ "$i" = b ]; then seen; fi; done
            cmd="seen -n 4"; $cmd /x
            function f { shift; if [ "$1" = b ]; then seen; fi; }; f a b
            x=1; n=x; set $n=2; if [ "$x" = 2 ]; then seen; fi
            x=a; ass="x=b"; $ass; if [ "$x" = b ]; then seen; fi
            debug=0; menuentry On { debug=1; }; menuentry Look { if [ "$debug" = 1 ]; then seen; fi; }
            first=1; for i in a b; do if [ "$first" = 1 ]; then seen; fi; unset first; done
            x=; if [ "$p" = xen -o $x = y ]; then true; else seen; fi
            l=linux; submenu S { if [ -z "$l" ]; then seen; fi; }
            function f { if [ "$1" = b ]; then seen; fi; }; c=""; f $c b
            c=""; if [ -n $c ]; then seen; fi
            function f { setparams a b; if [ "$2$#" = b2 ]; then seen; fi; }; f
            for i in a b; do for j in c; do continue 2; done; unseen; done; seen
            for i in a b; do if [ $i = b ]; then break; fi; done; if [ $i = b ]; then seen; fi
            function f { if [ -z $1 ]; then return; fi; x=$1; shift; f $@; }; f a b; if [ $x = b ]; then seen; fi
            false; if [ "$?" != 0 ]; then seen; fi
            set root=(hd0); if [ $root = hd0 ]; then seen; fi
            x=1; eval "y=\\$x"; if [ $y = 1 ]; then seen; fi
            export l; l=a; submenu S { if [ "$l" = a ]; then seen; else unseen; fi; }
            for k in 1 2; do menuentry "$k" { if [ $k = 2 ]; then seen; else unseen; fi; }; done
            set x = 5; x=1; set x = 6; if [ "$x" = 1 ]; then seen; else unseen; fi
            """)
    void neverRulesOutWhatGrubRuns(String script) throws BadInput {
        assertThat(run(script).nodes().stream().map(Node::name))
                .contains("seen")
                .doesNotContain("unseen");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '^', quoteCharacter = '`', textBlock = """
            function f { if [ "$p" != efi ]; then return; fi; unseen; }; f
            exit; unseen
            for i in a; do break; unseen; done
            timeout=5; if [ -z "$timeout" ]; then unseen; fi
            """)
    void knowsWhatGrubNeverReaches(String script) throws BadInput {
        assertThat(run(script).nodes().stream().map(Node::name)).doesNotContain("unseen");
    }

    @Test
    void aSourcedFileMayDefineFunctionsFromThereOn() throws BadInput {
        ControlFlowGraph run = run("early; source /lib.cfg; late; menuentry A { later; }");
        assertThat(run.nodes().stream().filter(run::mayBeFunction).map(Node::name))
                .containsExactly("late", "menuentry", "later");
    }

    @Test
    void endsWhereFunctionsCallEachOtherWithoutAnEnd() throws BadInput {
        StringBuilder script = new StringBuilder("function f0 { a; }\n");
        for (int i = 1; i < 60; i++) {
            script.append("function f")
                    .append(i)
                    .append(" { f")
                    .append(i - 1)
                    .append("; f")
                    .append(i - 1)
                    .append("; }\n");
        }
        assertThat(run(script + "f59").nodes()).hasSizeLessThan(200_000);
        assertThat(run("function f { menuentry a { f; }; }; f").nodes()).hasSize(4);
    }

    @Test
    @Timeout(600)
    void endsWhateverTheScript() throws BadInput {
        run("a=x\necho " + "$a".repeat(250_000));
        run("a=x\necho " + "$a ".repeat(250_000));
        run("a=x\n" + "a=$a$a\n".repeat(1000));
        run("a=x; b=\n" + "if t; then a=$a; b=y$b; else a=z$a; fi\n".repeat(2000));
        run("for i in " + "word ".repeat(200_000) + "; do echo $i; done");
        run("for i in a b c d e f g h; do\n".repeat(12) + "echo $i\n" + "done\n".repeat(12));
        run("while a; do\n".repeat(100) + "b\n" + "done\n".repeat(100));
        run("menuentry a { linux /x; initrd /y; }\n".repeat(10_000));
        StringBuilder script = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            script.append("v").append(i).append("=").append(i).append("\n");
        }
        run(script.toString());
    }

    private static List<String> before(String script) throws BadInput {
        return run(script)
                .leadingTo(
                        node -> node.name().equals("end"), node -> node.name().equals("stop"), node -> true)
                .stream()
                .map(ControlFlowGraphTest::shown)
                .sorted()
                .toList();
    }

    private static String shown(Node node) {
        return node.words().stream()
                .map(argument -> argument.possible().stream()
                        .map(Word::shown)
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining("|")))
                .collect(Collectors.joining(" "))
                .strip();
    }

    private static ControlFlowGraph run(String script) throws BadInput {
        Bytes file = Bytes.of("x.cfg", script.getBytes(StandardCharsets.ISO_8859_1));
        return ControlFlowGraph.of(Script.parse(file), Map.of("p", "xen"), Map.of());
    }
}
