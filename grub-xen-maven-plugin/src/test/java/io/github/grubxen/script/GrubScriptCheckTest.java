// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.config.Template;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.testing.GrubRelease;
import io.github.grubxen.testing.UpdateGrub;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What we take for a script, and what grub-script-check of each release does. */
class GrubScriptCheckTest {
    /** Random scripts of a run. Each starts a program for each release, which is most of the time of this class. */
    private static final int SCRIPTS = Integer.getInteger("grub-xen.test.scripts", 500);

    @TempDir
    Path directory;

    @Test
    void acceptsAndRefusesTheSameRandomScripts() throws IOException {
        long seed = System.nanoTime();
        System.out.println("GrubScriptCheckTest: seed " + seed);
        Random random = new Random(seed);
        int accepted = 0;
        for (int i = 0; i < SCRIPTS; i++) {
            String script = random.nextInt(3) == 0
                    ? RandomScripts.pieces(random)
                    : RandomScripts.mutated(RandomScripts.statements(random), random);
            if (compare(script, "seed " + seed)) {
                accepted++;
            }
        }
        assertThat(accepted).isBetween(SCRIPTS / 10, SCRIPTS * 9 / 10);
    }

    @Test
    void acceptsAndRefusesTheSameAtTheEdges() throws IOException {
        for (String script : List.of(
                "",
                "\n",
                " ",
                ";",
                "a;",
                "a;;b",
                "a; ;b",
                "a\n;b",
                "{ a }",
                "a { }",
                "a { ; }",
                "a { b }",
                "a { b; }",
                "a { b } c",
                "a{b}",
                "a}b",
                "echo }",
                "echo \\}",
                "function f { a }",
                "function f { a; }",
                "function f { }",
                "function if { a; }",
                "if a; then b; fi c",
                "if a; then ; b; fi",
                "if a then b fi",
                "if function f { a; }; then b; fi",
                "for if in a; do b; done",
                "for x in do; do a; done",
                "for x in a; do done",
                "for x; do a; done",
                "for x in a\n\n\ndo\na\ndone",
                "while a; do b; done;",
                "then",
                "echo then",
                "time",
                "time echo",
                "! a",
                "[ a",
                "[[ a ]]",
                "echo [[",
                "\"if\" a",
                "'fi'",
                "\\if",
                "i\"f\" a",
                "echo a\\",
                "echo a\\\n",
                "\\\n",
                "\\\n a",
                "if a; then \\\n b; fi",
                "if a; then b; \\\nfi",
                "for \\\n x in a; do b; done",
                "echo \"",
                "echo '",
                "echo \"a\n",
                "echo $",
                "echo \"$\"",
                "echo \"$ \"",
                "echo $\"x $ y\"",
                "echo \"${a b}\"",
                "echo ${a}b${c}",
                "echo $1a",
                "echo \"$1a\"",
                "echo ${1a}",
                "a=b c=d",
                "a|b",
                "a&&b",
                "a&",
                "a>b",
                "#",
                "a#b",
                "a #b",
                "a;#b",
                "a {#c\nb }",
                "#\"\na",
                "echo \"a\\",
                "echo $'a'",
                "menuentry a\n{ b }",
                "fi",
                "}",
                "a\r",
                "if a; then b; fi\r",
                "i\rf a; then b; fi",
                "for i\rin a; do b; done",
                "a \\\r\n b",
                "\u00e9=1")) {
            compare(script, "");
        }
    }

    @Test
    void acceptsTheLikesOfWhatUpdateGrubWritesAndOurOwn() throws IOException {
        String config;
        try (InputStream in = getClass().getResourceAsStream("as-update-grub-writes.cfg")) {
            config = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
        assertThat(compare(config, "")).isTrue();
        for (Template template : Template.values()) {
            assertThat(compare(template.text().latin1(), template.toString())).isTrue();
        }
        Random random = new Random(42);
        for (int i = 0; i < 200; i++) {
            compare(RandomScripts.mutated(config, random), "mutation " + i);
        }
    }

    @Test
    void acceptsWhatUpdateGrubWritesAndRefusesTheSameOfItBroken() throws IOException {
        Random random = new Random(43);
        for (GrubRelease release : GrubRelease.values()) {
            for (String terminal : UpdateGrub.TERMINALS) {
                String config =
                        new UpdateGrub(release, directory).config(terminal).latin1();
                assertThat(config).contains("menuentry 'Debian", "\tinitrd\t");
                assertThat(compare(config, release + " " + terminal)).isTrue();
                for (int i = 0; i < 20; i++) {
                    compare(RandomScripts.mutated(config, random), release + " " + terminal + ", mutation " + i);
                }
            }
        }
    }

    /** Gives whether both accept it. */
    private boolean compare(String script, String description) throws IOException {
        byte[] bytes = script.getBytes(StandardCharsets.ISO_8859_1);
        // GRUB leaves carriage returns out as it reads a file (the lab shows it); grub-script-check takes them for
        // blanks.
        Path file =
                Files.writeString(directory.resolve("grub.cfg"), script.replace("\r", ""), StandardCharsets.ISO_8859_1);
        String refusal = "";
        try {
            Script parsed = Script.parse(Bytes.of("grub.cfg", bytes));
            if (parsed.statements().stream().allMatch(Statement.Function.class::isInstance)) {
                refusal = "grub.cfg:1:1: it does nothing, which grub-script-check refuses too";
            }
        } catch (BadInput e) {
            refusal = String.valueOf(e.getMessage());
            assertThat(refusal).matches("(?s)grub\\.cfg:\\d+:\\d+: .*");
        }
        for (GrubRelease release : GrubRelease.values()) {
            boolean theirs = release.tool(directory, "grub-script-check", file.toString())
                            .exit()
                    == 0;
            assertThat(refusal.isEmpty())
                    .as(
                            "%s, %s: %s: %s",
                            description, release, script.replace("\n", "\\n").replace("\r", "\\r"), refusal)
                    .isEqualTo(theirs);
        }
        return refusal.isEmpty();
    }
}
