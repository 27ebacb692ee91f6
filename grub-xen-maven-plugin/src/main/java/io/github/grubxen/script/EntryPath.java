// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.script;

/**
 * A value of the variable default, read at one menu. A single {@code >} separates an entry of this menu from the entry of its
 * submenu; a doubled one stands for itself.
 *
 * <p>Source: grub-core/normal/menu.c, menuentry_eq.
 *
 * @param name the entry of this menu: its title, id or number
 * @param rest the value for the submenu; empty if there is none
 */
public record EntryPath(String name, String rest) {
    /** Reads a value. */
    public static EntryPath of(String text) {
        String rest = "";
        for (int i = 0; i < text.length(); i++) {
            if (text.startsWith(">>", i)) {
                i++;
            } else if (text.charAt(i) == '>') {
                rest = text.substring(i + 1);
                break;
            }
        }
        String name = text.substring(0, text.length() - rest.length());
        return new EntryPath(name.replaceFirst("(?<!>)>$", "").replace(">>", ">"), rest);
    }
}
