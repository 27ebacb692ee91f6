// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.source;

import io.github.grubxen.archive.ControlParagraph;
import java.util.Optional;

/**
 * The place of a package's signed list in {@link SignedLists}. It comes from a note in the cache and need not be true, because
 * the list is checked.
 *
 * @param id the name that {@link SignedLists#keep} returned
 * @param suite suite of the list, such as bookworm-security
 * @param list the list's name in the InRelease file, such as main/binary-amd64/Packages
 */
record Proof(String id, String suite, String list) {
    private static final String ID = "Signed";
    private static final String SUITE = "Suite";
    private static final String LIST = "List";

    /** Reads a proof from a note. */
    static Optional<Proof> of(ControlParagraph note) {
        Optional<String> id = note.get(ID);
        Optional<String> suite = note.get(SUITE);
        Optional<String> list = note.get(LIST);
        return id.isPresent() && suite.isPresent() && list.isPresent()
                ? Optional.of(new Proof(id.get(), suite.get(), list.get()))
                : Optional.empty();
    }

    ControlParagraph addTo(ControlParagraph note) {
        return note.with(ID, id).with(SUITE, suite).with(LIST, list);
    }
}
