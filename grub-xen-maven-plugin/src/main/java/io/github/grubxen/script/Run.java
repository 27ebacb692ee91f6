// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.script;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What a script runs, as far as that is certain before: conditions on what is known are decided and what they rule out is left out,
 * variables are followed, functions are entered where they are called.
 */
public final class Run {
    private final List<Step> steps;
    private final List<List<Edge>> before;
    private final Function<String, Argument> atMenu;
    private final Menu menu;
    private final Set<String> functions;
    private final Set<Step> foreign = new HashSet<>();
    private final int reached;
    private final Map<Position, Menu> submenus;

    /**
     * A way from a step to the next one.
     *
     * @param from the step's place in the list
     * @param success whether it is gone when the command succeeds
     * @param failure whether it is gone when the command fails
     */
    record Edge(int from, boolean success, boolean failure) {}

    Run(
            List<Step> steps,
            List<List<Edge>> before,
            Function<String, Argument> atMenu,
            Menu menu,
            Set<String> functions,
            Set<Integer> foreign,
            int reached,
            Map<Position, Menu> submenus) {
        this.steps = List.copyOf(steps);
        this.before = before;
        this.atMenu = atMenu;
        this.menu = menu;
        this.functions = Set.copyOf(functions);
        foreign.forEach(step -> this.foreign.add(steps.get(step)));
        this.reached = reached;
        this.submenus = Map.copyOf(submenus);
    }

    /**
     * The run of a script.
     *
     * @param constants variables that stay what they are
     * @param beginning what others are when it begins
     */
    public static Run of(Script script, Map<String, String> constants, Map<String, String> beginning) {
        return of(script, constants, beginning, name -> false);
    }

    /**
     * The run of a script.
     *
     * @param constants variables that stay what they are
     * @param beginning what others are when it begins
     * @param isCommand whether the release has a command: a function of its name may never be called
     */
    public static Run of(
            Script script, Map<String, String> constants, Map<String, String> beginning, Predicate<String> isCommand) {
        return new Walk(constants, beginning, isCommand).run(script);
    }

    /** All steps, those of menu entries and of functions that are never called last; a function's once for each call. */
    public List<Step> steps() {
        return steps;
    }

    /** Those of them that are not in functions which nothing calls. */
    public List<Step> reached() {
        return steps.subList(0, reached);
    }

    /**
     * What a variable may be when the script has ended and the menu is shown: an empty text where it may be unset or empty, the
     * variable itself where its value is not known.
     */
    public Argument atMenu(String variable) {
        return atMenu.apply(variable);
    }

    /** The menu that is shown then. */
    public Menu menu() {
        return menu;
    }

    /** The menu of a submenu, where its entry is chosen first; nothing where no such entry is certain to show one. */
    public Optional<Menu> submenu(Step entry) {
        return Optional.ofNullable(submenus.get(entry.position()));
    }

    /** What the variable {@code timeout} may be when the menu is shown. */
    public Argument timeout() {
        return atMenu("timeout");
    }

    /** Whether the script defines such a function. */
    public boolean isFunction(String name) {
        return functions.contains(name);
    }

    /**
     * Whether a step's command may be a function: of this script, or of another file that may have been run before, such as by
     * {@code source}.
     */
    public boolean mayBeFunction(Step step) {
        return foreign.contains(step)
                || step.words().stream().limit(1).flatMap(Argument::literals).anyMatch(this::isFunction);
    }

    /**
     * Whether a wanted step may come after the first one.
     *
     * @param succeeds whether a step may succeed
     * @param fails whether a step may fail
     */
    public boolean leadsTo(Predicate<Step> wanted, Predicate<Step> succeeds, Predicate<Step> fails) {
        Set<Integer> seen = new HashSet<>();
        Deque<Integer> open = new ArrayDeque<>();
        for (int i = 0; i < steps.size(); i++) {
            if (wanted.test(steps.get(i)) && seen.add(i)) {
                open.add(i);
            }
        }
        while (!open.isEmpty()) {
            for (Edge edge : before.get(open.remove())) {
                Step from = steps.get(edge.from());
                boolean may = (edge.success() && succeeds.test(from)) || (edge.failure() && fails.test(from));
                if (may && seen.add(edge.from())) {
                    open.add(edge.from());
                }
            }
        }
        return seen.contains(0);
    }

    /**
     * The steps after whose success a wanted one may come.
     *
     * @param barrier steps behind which nobody looks further; a wanted one may be one
     */
    public Set<Step> leadingTo(Predicate<Step> wanted, Predicate<Step> barrier) {
        Set<Integer> seen = new HashSet<>();
        Deque<Integer> open = new ArrayDeque<>();
        for (int i = 0; i < steps.size(); i++) {
            if (wanted.test(steps.get(i)) && seen.add(i)) {
                open.add(i);
            }
        }
        Set<Integer> leading = new HashSet<>();
        while (!open.isEmpty()) {
            for (Edge edge : before.get(open.remove())) {
                if (edge.success()) {
                    leading.add(edge.from());
                }
                if (!barrier.test(steps.get(edge.from())) && seen.add(edge.from())) {
                    open.add(edge.from());
                }
            }
        }
        Set<Step> found = Collections.newSetFromMap(new IdentityHashMap<>());
        leading.forEach(i -> found.add(steps.get(i)));
        return found;
    }
}
