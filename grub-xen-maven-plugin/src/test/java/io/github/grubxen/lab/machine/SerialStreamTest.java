// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SerialStreamTest {
    private static final String STREAM =
            "\u001eready\n\u001estart case-1\nWelcome\r\ngrub> end case-1 0\n\n@lab end case-1 0\nno line's end"
                    + "\u001eend case-1 0\n";

    /** What was told, dom0's words in brackets; what a console showed in one go or several is the same. */
    private static final class Told implements SerialStream.Listener {
        private final List<String> lines = new ArrayList<>(List.of(""));

        @Override
        public void said(String words) {
            lines.add("[" + words + "]");
            lines.add("");
        }

        @Override
        public void showed(String text) {
            lines.add(lines.remove(lines.size() - 1) + text);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7, 1000})
    void partsDom0FromConsolesHoweverTheBytesCome(int size) {
        byte[] bytes = STREAM.getBytes(StandardCharsets.ISO_8859_1);
        Told told = new Told();
        SerialStream stream = new SerialStream(told);
        for (int at = 0; at < bytes.length; at += size) {
            stream.feed(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + size)));
        }
        assertThat(told.lines)
                .containsExactly(
                        "",
                        "[ready]",
                        "",
                        "[start case-1]",
                        "Welcome\r\ngrub> end case-1 0\n\n@lab end case-1 0\nno line's end",
                        "[end case-1 0]",
                        "");
    }

    @Test
    void showsAPromptAtOnceAndDoesNotWaitForItsLineToEnd() {
        Told told = new Told();
        new SerialStream(told).feed("\ngrub> ".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(told.lines).containsExactly("\ngrub> ");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 1000})
    void readsUtf8HoweverItsBytesComeAndMarksWhatIsNone(int size) {
        byte[] bytes = "Größe €\n\u00ff".getBytes(StandardCharsets.UTF_8);
        bytes[bytes.length - 1] = '!'; // cuts the last character short
        Told told = new Told();
        SerialStream stream = new SerialStream(told);
        for (int at = 0; at < bytes.length; at += size) {
            stream.feed(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + size)));
        }
        assertThat(told.lines).containsExactly("Größe €\n\ufffd!");
    }

    @Test
    void takesNoBytesOfACharacterForTheMark() {
        Told told = new Told();
        SerialStream stream = new SerialStream(told);
        stream.feed(new byte[] {(byte) 0xc0, (byte) 0x9e, 'x', '\n', (byte) 0xe2, 0x1e, 'y', '\n'});
        assertThat(told.lines).containsExactly("\ufffd\ufffdx\n", "[y]", "");
    }

    @Test
    void boundsWhatComesWithoutTheEndOfALine() {
        Told told = new Told();
        SerialStream stream = new SerialStream(told);
        stream.feed(new byte[] {0x1e});
        for (int i = 0; i < 100; i++) {
            stream.feed("x".repeat(100_000).getBytes(StandardCharsets.ISO_8859_1));
        }
        stream.feed("\nz".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(told.lines).containsExactly("", "[" + "x".repeat(4096) + "]", "z");
    }
}
