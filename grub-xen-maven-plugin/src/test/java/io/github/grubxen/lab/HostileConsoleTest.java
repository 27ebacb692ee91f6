// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.lab.machine.SerialStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a guest prints, on its way from the serial line to the transcript, without a guest. */
class HostileConsoleTest {
    @TempDir
    Path directory;

    private int files;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\0b",
                "a\u001b[2Jb",
                "a\u001b]0;title\u0007b",
                "a\u009b2Jb",
                "a\u009d0;title\u009cb",
                "a\u202eb",
                "a\u2066b\u2069",
                "a\u200bb",
                "a\ufeffb",
                "a\u2028b",
                "a\rb",
                "a\u007fb",
                "a\u001b",
                "a\u001b[",
                "a\u001b]without an end",
                "a\u0336\u0336\u0336\u0336\u0336b",
                "a\udb40\udc41b"
            })
    void putsNothingIntoTheTranscriptThatATerminalObeysOrHides(String shown) throws IOException {
        byte[] bytes = (shown + "\nnext\n").getBytes(StandardCharsets.UTF_8);
        String whole = transcript(List.of(bytes));
        assertSafe(whole);
        assertThat(whole).startsWith("a").endsWith("next\n");
        List<byte[]> single = new ArrayList<>();
        for (byte b : bytes) {
            single.add(new byte[] {b});
        }
        assertThat(transcript(single).replaceAll("[?\\p{M}]", "")).isEqualTo(whole.replaceAll("[?\\p{M}]", ""));
    }

    @Test
    void putsNothingOfRandomBytesIntoTheTranscriptThatATerminalObeys() throws IOException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        byte[] bytes = new byte[200_000];
        random.nextBytes(bytes);
        for (int i = 0; i < bytes.length; i += 1 + random.nextInt(20)) {
            bytes[i] = (byte) (random.nextBoolean() ? 0x1b : random.nextInt(0x20));
        }
        String text = transcript(List.of(bytes));
        assertThat(text).as("seed %d", seed).isNotBlank();
        assertSafe(text);
    }

    private static void assertSafe(String text) {
        assertThat(text.codePoints())
                .allMatch(c -> c == '\n'
                        || c == '\t'
                        || (!Character.isISOControl(c)
                                && Character.getType(c) != Character.FORMAT
                                && Character.getType(c) != Character.LINE_SEPARATOR
                                && Character.getType(c) != Character.PARAGRAPH_SEPARATOR));
    }

    private String transcript(List<byte[]> pieces) throws IOException {
        Path file = directory.resolve("transcript" + files++);
        Terminal terminal = new Terminal();
        StringBuilder shown = new StringBuilder();
        SerialStream stream = new SerialStream(new SerialStream.Listener() {
            @Override
            public void said(String words) {}

            @Override
            public void showed(String text) {
                shown.append(terminal.text(text));
            }
        });
        try (Transcript transcript = new Transcript(file)) {
            for (byte[] piece : pieces) {
                stream.feed(piece);
                transcript.write(shown.toString());
                shown.setLength(0);
            }
        }
        return Files.readString(file);
    }
}
