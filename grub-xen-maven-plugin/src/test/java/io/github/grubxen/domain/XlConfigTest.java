// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the parser reads, and its messages. LibxluTest compares it with Xen's own library. */
class XlConfigTest {

    @Test
    void theLastAssignmentCounts() throws BadInput {
        XlConfig config = parse("kernel = 'a'\nkernel = \"b\"\n");
        assertThat(config.string("kernel")).hasValue("b");
        assertThat(config.settings("kernel")).hasSize(2);
    }

    @Test
    void appendedValuesAreJoined() throws BadInput {
        XlConfig config = parse("extra = 'a'\nextra = 'b'\nextra += ' c'\ndisk += ['x']\ndisk += [1,['y']]\n");
        assertThat(config.string("extra")).hasValue("b c");
        assertThat(config.strings("disk")).containsExactly("x", "1");
        assertThat(((Value.Items) config.value("disk").orElseThrow()).values()).hasSize(3);
    }

    @Test
    void anAssignmentHasItsPlaceAndItsBytes() throws BadInput {
        String text = "# one\n  disk = [\n 'a', # two\n]; name='b'\n";
        XlConfig config = parse(text);
        assertThat(config.settings().stream()
                        .map(setting -> text.substring(
                                setting.span().start(), setting.span().end())))
                .containsExactly("disk = [\n 'a', # two\n]", "name='b'");
        assertThat(config.settings().stream()
                        .map(setting -> config.place(setting.span()).toString()))
                .containsExactly("guest.cfg:2:3", "guest.cfg:4:4");
    }

    @Test
    void aListWhereOneValueBelongsIsNoValue() throws BadInput {
        XlConfig config = parse("kernel = ['a']\nmemory = [1]\ndisk = 'a'\n");
        assertThat(config.string("kernel")).isEmpty();
        assertThat(config.number("memory")).isEmpty();
        assertThat(config.strings("disk")).isEmpty();
    }

    @Test
    void aNumberIsDecimalOctalOrHexadecimal() throws BadInput {
        XlConfig config = parse("a=16;b=020;c='0x10';d='x'\n");
        assertThat(Stream.of("a", "b", "c").map(config::number)).containsOnly(OptionalLong.of(16));
        assertThat(config.number("d")).isEmpty();
    }

    @Test
    void windowsLineEndsAreNamed() {
        assertRefused("a=1\r\n", "guest.cfg:1:4", "a carriage return", "sed -i 's/\\r$//'");
    }

    @Test
    void aCommentNeedsALineFeed() {
        assertRefused("a=1\n# end", "guest.cfg:2:1", "a comment without a line feed", "Add a line feed");
    }

    @Test
    void pythonIsNamed() {
        for (String text : List.of(
                "import os\nname='x'\n",
                "name = 'a' + 'b'\n",
                "name = f('a')\n",
                "if name:\n  a = 1\n",
                "vif = [ 'mac=' + mac ]\n",
                "x = dict()\n")) {
            assertRefused(text, "guest.cfg:1:", "likely Python", "Replace each expression by its value");
        }
    }

    @Test
    void anUnquotedPathIsNotPython() {
        assertThatThrownBy(() -> parse("kernel = /usr/lib/grub-xen/grub.bin\n"))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("guest.cfg:1:10: the character '/'")
                .hasMessageNotContaining("Python");
    }

    @Test
    void anUnclosedStringOrListIsNamedWithItsBeginning() {
        assertRefused("a=1\nb='x\nc=2\n", "guest.cfg:2:3", "a string that begins with '", "Close it");
        assertRefused("a=[1,\n2\nb=3\n", "guest.cfg:3:1", "list that begins in line 1", "xl.cfg(5)");
    }

    @Test
    void listsWithinListsAndTheFileAreBounded() {
        assertRefused("a=" + "[".repeat(200_000), "guest.cfg:1:103", "more than 100 lists", "Check the file");
        assertRefused("\n".repeat((1 << 20) + 1), "guest.cfg: ", "larger than 1048576 bytes", "Check that");
    }

    @Test
    void anEscapeThatXlRefusesIsNamed() {
        assertRefused("a='c:\\d'\n", "guest.cfg:1:6", "'\\d'", "Write \\\\");
    }

    @Test
    void aFileOfTheLargestSizeIsReadInTime() throws BadInput {
        String line = "extra += 'x\\\\y'\n";
        int lines = (int) XlConfig.MAX_BYTES / line.length();
        assertThat(parse(line.repeat(lines)).string("extra").orElseThrow()).hasSize(3 * lines);
    }

    private static void assertRefused(String text, String... parts) {
        assertThatThrownBy(() -> parse(text)).isInstanceOf(BadInput.class).hasMessageContainingAll(parts);
    }

    private static XlConfig parse(String text) throws BadInput {
        return XlConfig.parse(Bytes.of("guest.cfg", text.getBytes(StandardCharsets.ISO_8859_1)));
    }
}
