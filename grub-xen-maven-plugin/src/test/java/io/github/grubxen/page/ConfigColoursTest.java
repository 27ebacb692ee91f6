// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.config.Template;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.page.ConfigColours.Kind;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.script.Position;
import io.github.grubxen.script.Script;
import io.github.grubxen.script.Statement;
import io.github.grubxen.testing.GrubRelease;
import io.github.grubxen.testing.Mutations;
import io.github.grubxen.testing.UpdateGrub;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigColoursTest {
    @TempDir
    Path directory;

    @Test
    void colourCommandsKeywordsStringsVariablesAndComments() {
        assertThat(shown("for x in a b; do\n  x=1; echo \"is $x\" 'y' # end\ndone"))
                .containsExactly(
                        "KEYWORD for| x |KEYWORD in| a b; |KEYWORD do",
                        "  |VARIABLE x|=1; |COMMAND echo| |STRING \"is |VARIABLE $x|STRING \"| |STRING 'y'| |COMMENT # end",
                        "KEYWORD done");
    }

    @Test
    void aKeywordAmongArgumentsIsAWord() {
        assertThat(shown("echo if then in")).containsExactly("COMMAND echo| if then in");
    }

    @Test
    void aStringOverSeveralLinesKeepsItsColour() {
        assertThat(shown("echo 'a\nb' c")).containsExactly("COMMAND echo| |STRING 'a", "STRING b'| c");
    }

    @Test
    void loseNoCharacterOfAnyText() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        String text = Template.GUEST_CONFIG.text().latin1();
        for (int i = 0; i < 300; i++) {
            String mutated =
                    Mutations.of(text, "[\\s{}'\"$;#\\\\]", List.of("'", "\"", "\\", "$", "${", "{", "#"), random);
            int cut = random.nextInt(mutated.length());
            String whole = mutated.substring(0, cut);
            List<List<ConfigColours.Span>> lines = ConfigColours.of(whole);
            String again = lines.stream()
                    .map(line -> line.stream().map(ConfigColours.Span::text).collect(Collectors.joining()))
                    .collect(Collectors.joining("\n"));
            assertThat(again).as("seed %d", seed).isEqualTo(whole.endsWith("\n") ? whole.substring(0, cut - 1) : whole);
        }
    }

    @Test
    void theCommandsAreThoseOfTheParser() throws IOException {
        List<Bytes> configs = new ArrayList<>();
        for (Template template : Template.values()) {
            configs.add(template.text());
        }
        for (GrubRelease release : GrubRelease.values()) {
            configs.add(new UpdateGrub(release, directory.resolve(release.name())).config("gfxterm"));
            configs.add(Bytes.of(
                    "published", release.publishedConfig(Platform.X86_64_XEN).getBytes(StandardCharsets.ISO_8859_1)));
        }
        for (Bytes config : configs) {
            Map<String, String> parsed = new TreeMap<>();
            for (Statement.Command command : Script.parse(config).commands()) {
                String name = command.words().get(0).raw();
                if (!name.matches("\\w+=[\\s\\S]*") && name.matches("[\\w\\[.-]+")) {
                    parsed.put(command.words().get(0).position().toString(), name);
                }
            }
            Map<String, String> coloured = coloured(config.latin1());
            coloured.values().removeIf(name -> !name.matches("[\\w\\[.-]+"));
            assertThat(coloured).as(config.name()).isEqualTo(parsed);
        }
    }

    /** The texts of all commands by their positions. */
    private static Map<String, String> coloured(String text) {
        Map<String, String> commands = new TreeMap<>();
        List<List<ConfigColours.Span>> lines = ConfigColours.of(text);
        for (int i = 0; i < lines.size(); i++) {
            int column = 1;
            for (ConfigColours.Span span : lines.get(i)) {
                if (span.kind() == Kind.COMMAND) {
                    commands.put(new Position(i + 1, column).toString(), span.text());
                }
                column += span.text().length();
            }
        }
        return commands;
    }

    private static List<String> shown(String text) {
        return ConfigColours.of(text).stream()
                .map(line -> line.stream()
                        .map(span -> (span.kind() == Kind.PLAIN ? "" : span.kind() + " ") + span.text())
                        .collect(Collectors.joining("|")))
                .toList();
    }
}
