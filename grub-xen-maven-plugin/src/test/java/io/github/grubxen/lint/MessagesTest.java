// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.io.Diagnostic;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.GrubRelease;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What messages show, and what needs none. */
class MessagesTest {
    @Test
    void whatIsFoundSeveralTimesInAConfigIsOneLineWithItsPlaces() throws IOException {
        String entry = "menuentry a { linux /v ro; initrd /i; }\n";
        assertThat(Linted.lines("set timeout=1\n" + entry + entry))
                .singleElement()
                .asString()
                .isEqualTo("site.cfg:2:15: linux without console= [no-console]. Add console=hvc0 to its command line."
                        + " Found 2 times: also at 3:15. (a.bin)");
        assertThat(Linted.lines("set timeout=1\n" + entry.repeat(40)))
                .singleElement()
                .asString()
                .endsWith("Found 40 times: also at 3:15, 4:15, 5:15, 6:15, 7:15 and 34 more places. (a.bin)");
    }

    @Test
    void whatIsFoundOfOtherTextsIsALineEach() throws IOException {
        assertThat(Linted.lines("foo; bar; foo\n"))
                .hasSize(2)
                .anyMatch(
                        line -> line.contains("1:1: GRUB 2.06 has no command 'foo'") && line.contains("also at 1:11."))
                .anyMatch(line -> line.contains("1:6: GRUB 2.06 has no command 'bar'"));
    }

    @Test
    void namesOutsideAsciiAreShownAsUtf8AndColumnsAreBytes() throws IOException {
        assertThat(Linted.lines("größe 1; übel\n"))
                .anyMatch(line -> line.contains("1:1: GRUB 2.06 has no command 'größe'"))
                .anyMatch(line -> line.contains("1:12: GRUB 2.06 has no command 'übel'"));
        assertThat(Linted.lines("if größe\n")).singleElement().asString().contains("a syntax error");
        assertThat(Linted.lines("echo a größe )(; function größe\n").toString()).doesNotContain("Ã");
        assertThat(Linted.lines("a=1; 'x\nb'\n").toString())
                .contains("no command 'x\\nb'")
                .doesNotContain("\n");
    }

    @ParameterizedTest
    @MethodSource("io.github.grubxen.testing.Releases#withPlatforms")
    void terminfoIsInTheKernelOfEachReleaseAndNoErrorIsFound(GrubRelease release, Platform platform)
            throws IOException {
        ModuleTree tree = release.tree(platform);
        assertThat(tree.parsedLists().command("terminfo")).as("in no module").isEmpty();
        assertThat(tree.kernel().latin1().contains("\0[[-a|-u|-v] [-g WxH] [TERM] [TYPE]]\0"))
                .as("the command's summary")
                .isTrue();
        assertThat(tree.parsedLists().isCommand("terminfo")).isTrue();
        assertThat(Linted.lines("terminfo -u console; halt\n", release, platform))
                .isEmpty();
    }

    @Test
    void theTerminalOfUpdateGrubUntil2012IsAWarning() throws IOException {
        String config = """
                if terminal_output gfxterm ; then true ; else
                  # For backward compatibility with versions of terminal.mod that don't
                  # understand terminal_output
                  terminal gfxterm
                fi
                """;
        assertThat(Linted.shown(config, GrubRelease.BOOKWORM, Platform.X86_64_XEN, Map.of("no-start", "off")))
                .hasSize(2)
                .allMatch(shown -> shown.severity() == Diagnostic.Severity.WARNING
                        && shown.text().contains(" [no-screen]. "));
        assertThat(Linted.lines("terminal foo\n")).singleElement().asString().contains("no command 'terminal'");
    }
}
