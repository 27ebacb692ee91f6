package io.github.grubxen.lab;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Parts dom0's own lines, which begin with a mark, from the guests' consoles in the stream that carries both. */
final class SerialStream {
    /** At the beginning of a line: what follows is dom0's. */
    static final String MARK = "@lab ";

    /** What is told of the stream. */
    interface Listener {
        /** dom0 said something. */
        void said(String words);

        /** A guest's console showed something, part of a line or several. */
        void showed(String text);
    }

    private final Listener listener;
    private final StringBuilder held = new StringBuilder();
    private boolean atLineStart = true;
    private boolean inMark;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private ByteBuffer undecoded = ByteBuffer.allocate(0);

    SerialStream(Listener listener) {
        this.listener = listener;
    }

    /** The next bytes; a character whose bytes are not all there yet waits for the others. */
    void feed(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (char c : decoded(bytes).toCharArray()) {
            if (inMark) {
                if (c == '\n') {
                    say(text);
                } else {
                    held.append(c);
                }
            } else if (atLineStart && MARK.charAt(held.length()) == c) {
                held.append(c);
                inMark = held.length() == MARK.length();
            } else {
                text.append(held).append(c);
                held.setLength(0);
                atLineStart = c == '\n';
            }
        }
        show(text);
    }

    private String decoded(byte[] bytes) {
        ByteBuffer in = ByteBuffer.allocate(undecoded.remaining() + bytes.length);
        in.put(undecoded).put(bytes).flip();
        CharBuffer out = CharBuffer.allocate(in.remaining() + 1);
        decoder.decode(in, out, false);
        undecoded = in;
        return out.flip().toString();
    }

    private void say(StringBuilder text) {
        show(text);
        String words = held.substring(MARK.length()).strip();
        held.setLength(0);
        inMark = false;
        atLineStart = true;
        listener.said(words);
    }

    private void show(StringBuilder text) {
        if (text.length() > 0) {
            listener.showed(text.toString());
            text.setLength(0);
        }
    }
}
