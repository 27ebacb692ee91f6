// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab;

/**
 * The readable text of a stream for a terminal. Control sequences are removed, and a movement of the cursor to another place
 * begins a new line. The stream arrives in pieces.
 *
 * <p>Source: ECMA-48, sections 5.4 and 8.3.
 */
final class Terminal {
    private static final char ESCAPE = 0x1b;
    private static final char BELL = 7;
    private static final char ST = 0x9c;

    /** Distance from a C1 control character to the character that has the same meaning after ESC. */
    private static final int C1 = 0x80 - '@';

    /** The control characters that begin a text for the terminal itself, up to ST: DCS, SOS, OSC, PM, APC. */
    private static final String STRINGS = "PX]^_";

    /** Finals of the sequences that move the cursor to another line: CUU, CUD, CNL, CPL, CUP, ED, HVP. */
    private static final String JUMPS = "ABEFHJf";

    private enum State {
        TEXT,
        AFTER_ESCAPE,
        IN_SEQUENCE,
        IN_STRING,
        ONE_MORE
    }

    private State state = State.TEXT;
    private boolean lineIsEmpty = true;

    /** The text of the next piece. */
    String text(String piece) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < piece.length(); i++) {
            char c = piece.charAt(i);
            switch (state) {
                case TEXT -> add(c, text);
                case AFTER_ESCAPE -> state = after(c);
                case IN_SEQUENCE -> {
                    if (c == '\n' || c == ESCAPE) { // it has no terminator
                        state = State.TEXT;
                        add(c, text);
                    } else if (c >= '@' && c <= '~') {
                        state = State.TEXT;
                        if (JUMPS.indexOf(c) >= 0 && !lineIsEmpty) {
                            add('\n', text);
                        }
                    }
                }
                case IN_STRING -> {
                    if (c == BELL || c == ST) {
                        state = State.TEXT;
                    } else if (c == '\n' || c == ESCAPE) { // without its terminator, it would hide all later output
                        state = State.TEXT;
                        add(c, text);
                    }
                }
                case ONE_MORE -> state = State.TEXT;
            }
        }
        return text.toString();
    }

    private static State after(char c) {
        return switch (c) {
            case '[' -> State.IN_SEQUENCE;
            case '(', ')', '#', '%' -> State.ONE_MORE;
            default -> STRINGS.indexOf(c) < 0 ? State.TEXT : State.IN_STRING;
        };
    }

    private void add(char c, StringBuilder text) {
        if (c == ESCAPE) {
            state = State.AFTER_ESCAPE;
        } else if (c >= 0x80 && c < 0xa0) {
            state = after((char) (c - C1));
        } else if (c == '\n' || c == '\t' || (c >= ' ' && c != 0x7f)) {
            lineIsEmpty = c == '\n';
            text.append(c);
        }
    }
}
