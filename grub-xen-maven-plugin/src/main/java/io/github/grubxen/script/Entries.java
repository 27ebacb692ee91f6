// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.script;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/** The entries of a menu that the interpretation has found. */
final class Entries {
    private final IdentityHashMap<Statement, Entry> entries = new IdentityHashMap<>();
    private final List<Entry> order = new ArrayList<>();

    /** A node for each time that an entry was defined. */
    private final List<Node> defined = new ArrayList<>();

    private boolean open;

    /** An entry: its command and its parameters. */
    static final class Entry {
        private final Statement.Command command;
        private boolean submenu;
        private Parameters parameters;

        private Entry(Statement.Command command, Parameters parameters) {
            this.command = command;
            this.parameters = parameters;
        }

        Statement.Command command() {
            return command;
        }

        boolean isSubmenu() {
            return submenu;
        }

        Parameters parameters() {
            return parameters;
        }
    }

    void add(Statement.Command command, boolean submenu, Parameters parameters) {
        Entry entry = entries.get(command);
        if (entry == null) {
            entry = new Entry(command, parameters);
            entries.put(command, entry);
            order.add(entry);
        }
        entry.parameters = entry.parameters.join(parameters);
        entry.submenu |= submenu;
    }

    /** Adds the definition of an entry to the menu that is shown. */
    void define(Node node) {
        defined.add(node);
    }

    /** From now on, the menu may have other entries too, or may lack some of these. */
    void open() {
        open = true;
    }

    List<Entry> all() {
        return List.copyOf(order);
    }

    /** The menu that is shown with these variables. */
    Menu menu(Variables shown) {
        return new Menu(defined, !open, GraphBuilder.variable("timeout", shown.possible("timeout")));
    }
}
