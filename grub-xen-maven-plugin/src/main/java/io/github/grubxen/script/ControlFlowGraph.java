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
 * The control-flow graph of a script: a node for each command that may run, and edges to the commands that may run next. Conditions
 * on known values are decided, and what they rule out is left out; variables are followed; functions are entered where they are called.
 */
public final class ControlFlowGraph {
    private final List<Node> nodes;
    private final List<List<Edge>> before;
    private final Function<String, Argument> atMenu;
    private final Menu menu;
    private final Set<String> functions;
    private final Set<Node> foreign = new HashSet<>();
    private final int reached;
    private final Map<Position, Menu> submenus;

    /**
     * An edge from a node to the next one.
     *
     * @param from the node's place in the list
     * @param success whether it is taken when the command succeeds
     * @param failure whether it is taken when the command fails
     */
    record Edge(int from, boolean success, boolean failure) {}

    ControlFlowGraph(
            List<Node> nodes,
            List<List<Edge>> before,
            Function<String, Argument> atMenu,
            Menu menu,
            Set<String> functions,
            Set<Integer> foreign,
            int reached,
            Map<Position, Menu> submenus) {
        this.nodes = List.copyOf(nodes);
        this.before = before;
        this.atMenu = atMenu;
        this.menu = menu;
        this.functions = Set.copyOf(functions);
        foreign.forEach(node -> this.foreign.add(nodes.get(node)));
        this.reached = reached;
        this.submenus = Map.copyOf(submenus);
    }

    /**
     * The graph of a script.
     *
     * @param constants variables that stay what they are
     * @param beginning what others are when it begins
     */
    public static ControlFlowGraph of(Script script, Map<String, String> constants, Map<String, String> beginning) {
        return of(script, constants, beginning, name -> false);
    }

    /**
     * The graph of a script.
     *
     * @param constants variables that stay what they are
     * @param beginning what others are when it begins
     * @param isCommand whether the release has a command: a function of its name may never be called
     */
    public static ControlFlowGraph of(
            Script script, Map<String, String> constants, Map<String, String> beginning, Predicate<String> isCommand) {
        return new AbstractInterpreter(constants, beginning, isCommand).run(script);
    }

    /** All nodes, those of menu entries and of functions that are never called last; a function's once for each call. */
    public List<Node> nodes() {
        return nodes;
    }

    /** Those of them that are not in functions which nothing calls. */
    public List<Node> reached() {
        return nodes.subList(0, reached);
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
    public Optional<Menu> submenu(Node entry) {
        return Optional.ofNullable(submenus.get(entry.position()));
    }

    /** Whether the script defines such a function. */
    public boolean isFunction(String name) {
        return functions.contains(name);
    }

    /**
     * Whether a node's command may be a function: of this script, or of another file that may have been run before, such as by
     * {@code source}.
     */
    public boolean mayBeFunction(Node node) {
        return foreign.contains(node)
                || node.words().stream().limit(1).flatMap(Argument::literals).anyMatch(this::isFunction);
    }

    /**
     * Whether a wanted node may come after the first one.
     *
     * @param succeeds whether a node may succeed
     * @param fails whether a node may fail
     */
    public boolean leadsTo(Predicate<Node> wanted, Predicate<Node> succeeds, Predicate<Node> fails) {
        Set<Integer> seen = new HashSet<>();
        Deque<Integer> open = new ArrayDeque<>();
        for (int i = 0; i < nodes.size(); i++) {
            if (wanted.test(nodes.get(i)) && seen.add(i)) {
                open.add(i);
            }
        }
        while (!open.isEmpty()) {
            for (Edge edge : before.get(open.remove())) {
                Node from = nodes.get(edge.from());
                boolean may = (edge.success() && succeeds.test(from)) || (edge.failure() && fails.test(from));
                if (may && seen.add(edge.from())) {
                    open.add(edge.from());
                }
            }
        }
        return seen.contains(0);
    }

    /**
     * The nodes after whose success a wanted one may come.
     *
     * @param barrier nodes behind which nobody looks further; a wanted one may be one
     */
    public Set<Node> leadingTo(Predicate<Node> wanted, Predicate<Node> barrier) {
        Set<Integer> seen = new HashSet<>();
        Deque<Integer> open = new ArrayDeque<>();
        for (int i = 0; i < nodes.size(); i++) {
            if (wanted.test(nodes.get(i)) && seen.add(i)) {
                open.add(i);
            }
        }
        Set<Integer> leading = new HashSet<>();
        while (!open.isEmpty()) {
            for (Edge edge : before.get(open.remove())) {
                if (edge.success()) {
                    leading.add(edge.from());
                }
                if (!barrier.test(nodes.get(edge.from())) && seen.add(edge.from())) {
                    open.add(edge.from());
                }
            }
        }
        Set<Node> found = Collections.newSetFromMap(new IdentityHashMap<>());
        leading.forEach(i -> found.add(nodes.get(i)));
        return found;
    }
}
