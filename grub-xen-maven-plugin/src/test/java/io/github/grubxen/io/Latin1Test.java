// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class Latin1Test {
    @Test
    void utf8IsDecodedAndWhatIsNoneStays() {
        assertThat(Latin1.decoded(bytes("größe \u20ac \ud83d\ude00 $1\\"))).isEqualTo("größe \u20ac \ud83d\ude00 $1\\");
        assertThat(Latin1.decoded("größe")).as("Latin-1, or decoded already").isEqualTo("größe");
        assertThat(Latin1.decoded("\u20ac " + bytes("ä"))).isEqualTo("\u20ac ä");
    }

    @Test
    void nothingThatATerminalObeysIsShown() {
        assertThat(Latin1.shown("a\u001b[2J\n\tb\u007f")).isEqualTo("a\\x1b[2J\\n\\x09b\\x7f");
        assertThat(Latin1.shown("\u0085")).isEqualTo("\\x85");
        assertThat(Latin1.shown(bytes("\u009b")))
                .as("a control character in UTF-8")
                .isEqualTo("\\x9b");
    }

    @Test
    void aMessageShowsWhatItQuotesAsUtf8() {
        assertThat(new BadInput("größe.cfg", bytes("'ü'"), bytes("Write 'ä'.")))
                .hasMessage("größe.cfg: 'ü'. Write 'ä'.");
    }

    private static String bytes(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
