// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab.machine;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Separates dom0's messages from the guests' consoles in the stream that carries both. A message of dom0 begins with a mark, a
 * byte that dom0 removes from the consoles, and ends at the end of the line.
 */
public final class SerialStream {
    /** The mark of dom0's messages: the control character RS, which is not part of any other character in UTF-8. */
    static final byte MARK = 0x1e;

    /** Maximum size of a message of dom0, in bytes. The rest is skipped. */
    private static final int MAX_LINE_BYTES = 4096;

    /** Receives the parts of the stream. */
    public interface Listener {
        /** A message of dom0. */
        void said(String words);

        /** Output of a guest's console: a part of a line, or several lines. */
        void showed(String text);
    }

    private final Listener listener;
    private final ByteArrayOutputStream words = new ByteArrayOutputStream();
    private boolean inWords;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private ByteBuffer undecoded = ByteBuffer.allocate(0);

    /** A stream whose listener receives each part when it arrives. */
    public SerialStream(Listener listener) {
        this.listener = listener;
    }

    /** Adds the next bytes. An incomplete character waits for its remaining bytes. */
    public void feed(byte[] bytes) {
        ByteArrayOutputStream console = new ByteArrayOutputStream();
        for (byte b : bytes) {
            if (inWords) {
                if (b == '\n') {
                    inWords = false;
                    listener.said(words.toString(StandardCharsets.UTF_8).strip());
                    words.reset();
                } else if (words.size() < MAX_LINE_BYTES) {
                    words.write(b);
                }
            } else if (b == MARK) {
                show(console);
                inWords = true;
            } else {
                console.write(b);
            }
        }
        show(console);
    }

    private void show(ByteArrayOutputStream console) {
        if (console.size() > 0) {
            String text = decoded(console.toByteArray());
            console.reset();
            if (!text.isEmpty()) {
                listener.showed(text);
            }
        }
    }

    private String decoded(byte[] bytes) {
        ByteBuffer in = ByteBuffer.allocate(undecoded.remaining() + bytes.length);
        in.put(undecoded).put(bytes).flip();
        CharBuffer out = CharBuffer.allocate(in.remaining() + 1);
        decoder.decode(in, out, false);
        undecoded = in;
        return out.flip().toString();
    }
}
