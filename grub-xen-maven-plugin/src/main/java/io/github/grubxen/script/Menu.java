// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.script;

import java.util.List;

/**
 * The menu that GRUB shows after a script.
 *
 * @param entries the nodes that define its entries ({@code menuentry} or {@code submenu}), in the menu's order; those of a
 *     submenu's own menu are not among them
 * @param certain whether the menu has exactly these entries; otherwise each may be missing or be there several times, and
 *     there may be others
 * @param timeout what the variable {@code timeout} may be when the menu is shown: an empty text where it may be unset or empty, the
 *     variable itself where its value is not known, as in a submenu whose block does not change it
 */
public record Menu(List<Node> entries, boolean certain, Argument timeout) {

    /** Copies the list. */
    public Menu {
        entries = List.copyOf(entries);
    }
}
