// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.script;

import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Interprets the entries of menus. A user may choose them in any order and repeatedly, and an entry sees the variables
 * that earlier ones set.
 *
 * <p>Source: grub_menu_execute_entry in GRUB's normal/menu.c. A submenu has a context of its own, which begins with the
 * exported variables.
 */
final class Menus {
    /** The variables that the menu itself changes. */
    private static final List<String> CHANGED = List.of("timeout", "timeout_style", "fallback", "default", "chosen");

    /** Number of rounds after which a variable that still changes counts as unknown. */
    private static final int NARROW = 3;

    /** Number of rounds after which nothing counts as known. */
    private static final int LAST = 8;

    private final AbstractInterpreter walk;
    private final IdentityHashMap<Statement, GraphBuilder.Context> contexts = new IdentityHashMap<>();
    private final Set<Position> open = new HashSet<>();
    private final Map<Position, Menu> submenus = new HashMap<>();

    Menus(AbstractInterpreter walk) {
        this.walk = walk;
    }

    /** The menus of the submenus, each in its state if the user chooses it before any other entry. */
    Map<Position, Menu> submenus() {
        return submenus;
    }

    /** Runs all entries of a menu. Returns the possible variables afterwards. */
    Variables run(Entries menu, Variables start) {
        Variables state = start;
        CHANGED.forEach(state::forget);
        IdentityHashMap<Entries.Entry, Variables> done = new IdentityHashMap<>();
        for (int round = 0; ; round++) {
            Variables before = state;
            int size = menu.all().size();
            for (Entries.Entry entry : menu.all()) {
                Variables known = done.get(entry);
                if (known == null || !known.isAs(state)) {
                    done.put(entry, state.copy());
                    state = after(entry, menu, state);
                }
            }
            if (state.isAs(before) && menu.all().size() == size) {
                return state;
            }
            state = round < NARROW ? state : before.widened(state);
            if (round >= LAST) {
                state.lose();
            }
        }
    }

    private Variables after(Entries.Entry entry, Entries menu, Variables state) {
        Statement.Command command = entry.command();
        if (!open.add(command.position())) {
            return state;
        }
        Variables inside = entry.isSubmenu() ? state.inSubmenu() : state.copy();
        CHANGED.forEach(inside::forget);
        inside.parameters(entry.parameters());
        Entries inner = entry.isSubmenu() ? new Entries() : menu;
        GraphBuilder.Context context = contexts.computeIfAbsent(command, statement -> new GraphBuilder.Context());
        Frame frame = Frame.of(Frame.Kind.ENTRY, context, false, 0, inner);
        FlowState end = walk.statements(command.block().orElse(List.of()), new FlowState(inside, List.of()), frame);
        Variables after = state;
        if (end.live()) {
            end.variables().parameters(Parameters.NONE);
            if (entry.isSubmenu()) {
                submenus.putIfAbsent(command.position(), inner.menu(end.variables()));
            }
            CHANGED.forEach(end.variables()::forget);
            if (entry.isSubmenu()) {
                Variables closed = run(inner, end.variables());
                after = state.copy();
                if (closed.isLost()) {
                    after.lose();
                } else if (closed.isForeign()) {
                    after.meetForeign();
                }
            } else {
                after = state.join(end.variables());
            }
        }
        open.remove(command.position());
        return after;
    }
}
