// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScriptTest {

    @Test
    void hasAllCommandsWithTheirPlaces() throws BadInput {
        Script script = parse("""
                # a comment
                if [ -f /a ]; then echo "a $x" 'b'; fi
                menuentry A {
                  linux /v \\
                    quiet
                }
                for d in (*); do ls $d; done
                function f { halt; }
                """);
        assertThat(script.commands())
                .extracting(command -> command.position() + " "
                        + String.join(
                                "|", command.words().stream().map(Word::shown).toList()))
                .containsExactly(
                        "2:4 [|-f|/a|]",
                        "2:20 echo|a $x|b",
                        "3:1 menuentry|A",
                        "4:3 linux|/v|quiet",
                        "7:18 ls|$d",
                        "8:14 halt");
    }

    @Test
    void takesWordsApart() throws BadInput {
        Word word = words("echo a\"b ${c}\"'$d'$e\\ f").get(1);
        assertThat(word.parts())
                .containsExactly(
                        new Word.Part("a", false, false),
                        new Word.Part("b ", false, true),
                        new Word.Part("c", true, true),
                        new Word.Part("$d", false, true),
                        new Word.Part("e", true, false),
                        new Word.Part(" f", false, false));
        assertThat(word.literal()).isEmpty();
        assertThat(words("l\"s\" ''").stream().map(Word::literal)).containsExactly(Optional.of("ls"), Optional.of(""));
    }

    @Test
    void namesLineAndColumnOfASyntaxError() {
        refused("echo a\n  if b; echo c; fi\n", "x.cfg:2:17: a syntax error: 'fi' where 'then' is expected");
        refused("menuentry a {\n echo\n", "x.cfg:3:1: a syntax error: the file's end where '}' is expected");
        refused("echo\necho 'a\n\n", "x.cfg:2:6: a string that begins with ' and does not end. Close it with '.");
        refused("echo \"a $b $ c\"", "x.cfg:1:12: a '$' without a variable's name. Write \\$ for the sign itself.");
        refused("a | b", "x.cfg:1:3: a syntax error: '|' where a newline or ';' is expected");
    }

    @Test
    void writesALinesEndInAMessageAsOneCanReadIt() {
        refused("if a; then\n$\"b\nc\" fi", "");
        refused("for i in a; $\"b\nc\"", "x.cfg:1:13: a syntax error: '$\"b\\nc\"' where 'do' is expected");
    }

    @Test
    void hasItsComments() throws BadInput {
        Script script = parse("# one\necho '# none' a#b # two\n  #three\n");
        assertThat(script.comments())
                .containsExactly(
                        new Script.Comment(new Position(1, 1), true, " one"),
                        new Script.Comment(new Position(2, 19), false, " two"),
                        new Script.Comment(new Position(3, 3), true, "three"));
    }

    @Test
    void refusesBlocksThatAreNestedTooDeep() {
        refused("if a; then ".repeat(300) + "b" + "; fi".repeat(300), "nested more than 200 deep");
        refused("a { ".repeat(300) + "b" + " }".repeat(300), "nested more than 200 deep");
    }

    private static List<Word> words(String script) throws BadInput {
        return parse(script).commands().get(0).words();
    }

    private static Script parse(String script) throws BadInput {
        return Script.parse(Bytes.of("x.cfg", script.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static void refused(String script, String message) {
        assertThatThrownBy(() -> parse(script)).isInstanceOf(BadInput.class).hasMessageContaining(message);
    }
}
