// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.makefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands of shell scripts. A program "show" in these scripts prints its arguments, in a real shell too. */
class ShellScriptTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "show a 'b c' \"d e\" f\\ g \"\" ''",
                "x='1 2'; show $x \"$x\" '$x' \\$x a${x}b \"a${x}b\"",
                "x=web.cfg; show ${x%.cfg} ${x%%.*} ${x#*.} ${x##*b} ${y:-none} ${x:+set} ${y-z} \"${y:-a b}\"",
                "for f in *.cfg; do\n  show \"$f\" \"${f%.cfg}\" $(basename $f .cfg) `dirname /a/$f` \"$(basename \"$f\")\"\ndone",
                "for a in x y; do for b in 1 2; do show $a-$b; done; done",
                "show a\\\n  b \\\n c",
                "f() { show \"$1\" \"$2\" \"$@\"; }\nf 'a b' c\nshow after",
                "show a # comment\n# show b\nshow c#d",
                "cat <<EOF >/dev/null\nshow no\nEOF\nshow yes 2>/dev/null >&2",
                "cd sub && show *; (cd ..; show *.cfg); show *",
                "if true; then show then; fi; case x in x) show x;; esac",
                "x=a; x=$x$x; show $x; x=\"$x b\" ; show $x",
                "show \"it's\" 'say \"x\"' \"\\$HOME \\\\ \\` \\\"\" a'b'\"c\"",
                "set -- p q; for i; do show $i; done; show \"$@\" $*",
                "{ show in braces; } ; ! false && show next",
                "show [a-c]*.cfg '*.cfg' \\*.cfg no*match",
                "show x$ $. \"$\""
            })
    void areThoseOfTheShell(String script) throws IOException {
        Tools.require("sh");
        for (String name : List.of("web.cfg", "bad.cfg", "sub/one", "sub/two")) {
            Path file = directory.resolve(name);
            Files.createDirectories(file.resolveSibling("."));
            Files.writeString(file, "");
        }
        Path shown = Files.writeString(directory.resolve(".shown"), "");
        String show = "show() { { for w do printf '[%s]' \"$w\"; done; echo; } >>" + shown + "; }\n";
        Tools.run(directory, Map.of("PATH", System.getenv("PATH"), "LC_ALL", "C"), "sh", "-c", show + script);
        String printed = Files.readString(shown);
        StringBuilder read = new StringBuilder();
        for (Command command : commands(script)) {
            if (command.words().get(0).text().equals("show")) {
                command.texts().stream()
                        .skip(1)
                        .forEach(word -> read.append('[').append(word).append(']'));
                read.append('\n');
            }
        }
        assertThat(read.toString().stripTrailing()).isEqualTo(printed.stripTrailing());
    }

    @Test
    void readsArraysOfBash() throws IOException {
        assertThat(texts("a=(-O 'x y')\na+=(\n  -o # comment\n  f\n)\ngrub \"${a[@]}\""))
                .containsExactly(List.of("grub", "-O", "x y", "-o", "f"));
    }

    @Test
    void hasTheLineOfEachCommand() throws IOException {
        assertThat(commands("a\n\nb \\\n c\nfor x in 1; do\n  d 'e\nf'\n  g\ndone\n"))
                .extracting(command -> command.place().toString())
                .containsExactly("site.sh:1", "site.sh:3", "site.sh:6", "site.sh:8");
    }

    @Test
    void doesNotKnowWhatOnlyARunShows() throws IOException {
        Command command = commands("v=$(git describe)\ngrub -o x-$v").get(0);
        assertThat(command.words().get(2).unknown()).contains("$(git describe)");
        assertThatThrownBy(command::texts)
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("site.sh:2")
                .hasMessageContaining("$(git describe)")
                .hasMessageContaining("make -Bn");
    }

    @Test
    void neverRunsAnything() throws IOException {
        commands("$(touch ran) `touch ran` && touch ran; x=$(touch ran); show $x");
        assertThat(directory.resolve("ran")).doesNotExist();
    }

    @Test
    void marksCommandsUnderACondition() throws IOException {
        assertThat(commands("if x; then a; else b; fi; c"))
                .extracting(command -> command.condition().orElse("none"))
                .containsExactly("if", "if", "if", "none");
    }

    @Test
    void namesVariablesThatTheFileDoesNotSet() throws IOException {
        assertThat(commands("x=1; a $x $PREFIX").get(0).undefined()).containsExactly("PREFIX");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a 'b",
                "a \"b",
                "a ${b",
                "a $(b",
                "a `b",
                "for x in 1; do a",
                "if a; then b",
                "done",
                "f() { f; }; f",
                "case x in a) b",
                "( a",
                "x=(a",
                "f()"
            })
    void refusesWhatIsNotAScriptWithItsLine(String script) {
        assertThatThrownBy(() -> commands(script)).isInstanceOf(BadInput.class).hasMessageContaining("site.sh:1: ");
    }

    @Test
    void endsWhereLoopsMultiply() {
        String loops = "for a in 1 2 3 4 5 6 7 8 9 0; do ".repeat(8) + "x; " + "done; ".repeat(8);
        assertThatThrownBy(() -> commands(loops)).isInstanceOf(BadInput.class).hasMessageContaining("20000 commands");
        assertThatThrownBy(() -> commands("x=aaaaaaaaaaaaaaaa; " + "x=$x$x; ".repeat(40)))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("characters");
    }

    private List<Command> commands(String script) throws IOException {
        return ShellScript.commands("site.sh", script, 1, directory, Map.of());
    }

    private List<List<String>> texts(String script) throws IOException {
        return commands(script).stream()
                .map(command ->
                        command.words().stream().map(Command.Field::text).toList())
                .toList();
    }
}
