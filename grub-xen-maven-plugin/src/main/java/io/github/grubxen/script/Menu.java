// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.script;

import java.util.List;

/**
 * The menu that GRUB shows after a script.
 *
 * @param entries the nodes that define its entries ({@code menuentry} or {@code submenu}), in the menu's order, without
 *     the entries inside of submenus
 * @param certain whether the menu has exactly these entries; otherwise an entry may be missing or occur several times,
 *     and there may be others
 * @param timeout the possible values of the variable {@code timeout} when the menu is shown: an empty text if it may be
 *     unset or empty, the variable itself if its value is unknown, as in a submenu whose block does not change it
 */
public record Menu(List<Node> entries, boolean certain, Argument timeout) {

    /** Copies the list. */
    public Menu {
        entries = List.copyOf(entries);
    }
}
