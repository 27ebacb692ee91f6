package io.github.grubxen.lab;

/**
 * What a person would read of a stream for a terminal: control sequences fall out, a jump of the cursor to another place begins a new
 * line. Fed piece by piece.
 *
 * <p>Source: ECMA-48, sections 5.4 and 8.3.
 */
final class Terminal {
    private static final char ESCAPE = 0x1b;

    /** Finals of the sequences that move the cursor to another line: CUU, CUD, CNL, CPL, CUP, ED, HVP. */
    private static final String JUMPS = "ABEFHJf";

    private enum State {
        TEXT,
        AFTER_ESCAPE,
        IN_SEQUENCE,
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
                case AFTER_ESCAPE ->
                    state = switch (c) {
                        case '[' -> State.IN_SEQUENCE;
                        case '(', ')', '#', '%' -> State.ONE_MORE;
                        default -> State.TEXT;
                    };
                case IN_SEQUENCE -> {
                    if (c >= '@' && c <= '~') {
                        state = State.TEXT;
                        if (JUMPS.indexOf(c) >= 0 && !lineIsEmpty) {
                            add('\n', text);
                        }
                    }
                }
                case ONE_MORE -> state = State.TEXT;
            }
        }
        return text.toString();
    }

    private void add(char c, StringBuilder text) {
        if (c == ESCAPE) {
            state = State.AFTER_ESCAPE;
        } else if (c == '\n' || c == '\t' || (c >= ' ' && c != 0x7f)) {
            lineIsEmpty = c == '\n';
            text.append(c);
        }
    }
}
