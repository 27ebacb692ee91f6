// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.dryrun;

import io.github.grubxen.script.EntryPath;
import io.github.grubxen.script.Statement;
import java.util.List;

/**
 * An entry of a menu.
 *
 * @param title its title
 * @param id its id; the title if it has none
 * @param submenu whether its commands make a menu of their own
 * @param body its commands
 * @param arguments the positional parameters of its commands
 * @param file the config that defines it
 */
record MenuEntry(String title, String id, boolean submenu, List<Statement> body, List<String> arguments, String file) {
    /** Whether a value of the variable default names the entry. */
    boolean isNamed(EntryPath path) {
        return path.name().equals(title) || path.name().equals(id);
    }
}
