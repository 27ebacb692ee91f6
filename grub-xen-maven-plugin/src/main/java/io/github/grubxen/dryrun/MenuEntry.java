// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.dryrun;

import io.github.grubxen.script.Position;
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
 * @param position its place in the config
 */
record MenuEntry(
        String title,
        String id,
        boolean submenu,
        List<Statement> body,
        List<String> arguments,
        String file,
        Position position) {
    /**
     * Whether a text of the variable default names the entry. A single {@code >} separates it from the entry of a submenu, and
     * a doubled one stands for itself.
     *
     * <p>Source: grub-core/normal/menu.c, menuentry_eq.
     */
    boolean isNamed(String text) {
        String name = text.substring(0, text.length() - rest(text).length());
        name = name.replaceFirst("(?<!>)>$", "").replace(">>", ">");
        return name.equals(title) || name.equals(id);
    }

    /** The part of the variable default for the submenu: the text after the first single {@code >}. */
    static String rest(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.startsWith(">>", i)) {
                i++;
            } else if (text.charAt(i) == '>') {
                return text.substring(i + 1);
            }
        }
        return "";
    }
}
