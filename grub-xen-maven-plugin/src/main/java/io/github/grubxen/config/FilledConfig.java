// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.config;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Diagnostic;
import io.github.grubxen.io.Place;
import io.github.grubxen.script.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A config whose placeholders are filled, with the position of each piece in the original file.
 *
 * @param text the filled config, with the name of the file
 * @param unfilled the original file
 * @param pieces the positions at which values replaced placeholders, in their order
 * @param unknown placeholders without a value, which stay unchanged in the text
 */
public record FilledConfig(Bytes text, Bytes unfilled, List<Piece> pieces, List<Diagnostic> unknown) {
    /** Maximum size of a config, in bytes. A longer text is not a config, but was filled in by mistake. */
    public static final int LONGEST = 1 << 20;

    /**
     * A value in the place of a placeholder.
     *
     * @param at offset of the value in the text
     * @param length its length
     * @param source offset of the placeholder in the file
     * @param sourceLength its length there
     */
    record Piece(int at, int length, int source, int sourceLength) {}

    /** Copies the lists. */
    public FilledConfig {
        pieces = List.copyOf(pieces);
        unknown = List.copyOf(unknown);
    }

    /** A config without any placeholders. */
    public static FilledConfig of(Bytes config) {
        return new FilledConfig(config, config, List.of(), List.of());
    }

    /** The reasons why this config cannot be used: placeholders without a value, or its size. */
    public List<Diagnostic> refusals() {
        List<Diagnostic> refusals = new ArrayList<>(unknown);
        tooLong().ifPresent(refusals::add);
        return refusals;
    }

    /** An error at the position of the first byte beyond the limit, if the config is too long. */
    public Optional<Diagnostic> tooLong() {
        return text.length() <= LONGEST
                ? Optional.empty()
                : Optional.of(
                        Diagnostic.input(
                                inFile(position(text.latin1(), LONGEST)).in(text.name()),
                                "longer than " + LONGEST + " bytes after its placeholders are filled",
                                "Move parts of it to other files, on the guest's disk or in the image, and run them with 'source'."));
    }

    /** Converts a position in the text to a position in the file. A value has the position of its placeholder. */
    public Position inFile(Position place) {
        if (pieces.isEmpty()) {
            return place;
        }
        int offset = offset(text.latin1(), place);
        int moved = offset;
        for (Piece piece : pieces) {
            if (offset < piece.at()) {
                break;
            }
            int behind = offset - piece.at() - piece.length();
            moved = behind < 0 ? piece.source() : piece.source() + piece.sourceLength() + behind;
        }
        return position(unfilled.latin1(), moved);
    }

    /** Converts a refusal at a position of the text to the same refusal at the position in the file. */
    public BadInput inFile(BadInput refusal) {
        if (refusal.diagnostic().place() instanceof Place.Line place
                && place.file().equals(text.name())) {
            Position position = inFile(new Position(place.line(), place.column()));
            return new BadInput(refusal.diagnostic().at(position.in(text.name())));
        }
        return refusal;
    }

    /** Columns do not count carriage returns, which GRUB ignores. */
    private static int offset(String text, Position place) {
        int at = 0;
        for (int line = 1; line < place.line() && text.indexOf('\n', at) >= 0; line++) {
            at = text.indexOf('\n', at) + 1;
        }
        for (int column = 1; at < text.length() && (column < place.column() || text.charAt(at) == '\r'); at++) {
            column += text.charAt(at) == '\r' ? 0 : 1;
        }
        return at;
    }

    /** The line and column of an offset. */
    static Position position(String text, int offset) {
        int line = 1;
        int column = 1;
        for (int i = 0; i < offset && i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                line++;
                column = 1;
            } else if (c != '\r') {
                column++;
            }
        }
        return new Position(line, column);
    }
}
