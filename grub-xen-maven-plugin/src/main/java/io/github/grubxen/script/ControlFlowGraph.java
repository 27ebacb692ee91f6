// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.script;

import java.util.ArrayDeque;
import java.util.ArrayList;
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
 * The control-flow graph of a script: a node for each command that may run, and edges to the commands that may run
 * next. The values of variables are followed. A condition on known values is evaluated, and the graph omits the branch
 * that cannot run. A function's commands occur at each of its calls.
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
     * @param from the node's index in the list
     * @param success whether it is followed if the command succeeds
     * @param failure whether it is followed if the command fails
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
     * @param constants variables that keep their values unless the script itself sets them
     * @param beginning initial values of other variables
     */
    public static ControlFlowGraph of(Script script, Map<String, String> constants, Map<String, String> beginning) {
        return of(script, constants, beginning, name -> false);
    }

    /**
     * The graph of a script.
     *
     * @param constants variables that keep their values unless the script itself sets them
     * @param beginning initial values of other variables
     * @param isCommand whether the release has a command of a name; if so, a function of that name may never be called
     */
    public static ControlFlowGraph of(
            Script script, Map<String, String> constants, Map<String, String> beginning, Predicate<String> isCommand) {
        return new AbstractInterpreter(constants, beginning, isCommand).run(script);
    }

    /** All nodes, with those of menu entries and uncalled functions last. Each call of a function has its own nodes. */
    public List<Node> nodes() {
        return nodes;
    }

    /** The nodes that are not in uncalled functions. */
    public List<Node> reached() {
        return nodes.subList(0, reached);
    }

    /**
     * The possible values of a variable when the script has ended and the menu is shown: an empty text if it may be
     * unset or empty, the variable itself if its value is unknown.
     */
    public Argument atMenu(String variable) {
        return atMenu.apply(variable);
    }

    /** The menu that is shown after the script. */
    public Menu menu() {
        return menu;
    }

    /** The menu of a submenu whose entry is chosen first. Empty if no entry there certainly shows a menu. */
    public Optional<Menu> submenu(Node entry) {
        return Optional.ofNullable(submenus.get(entry.position()));
    }

    /** Whether the script defines a function of this name. */
    public boolean isFunction(String name) {
        return functions.contains(name);
    }

    /**
     * Whether a node's command may be a function: of this script, or of another file that may have run before, for
     * example through {@code source}.
     */
    public boolean mayBeFunction(Node node) {
        return foreign.contains(node)
                || node.words().stream().limit(1).flatMap(Argument::literals).anyMatch(this::isFunction);
    }

    /**
     * The first node and all nodes that are reachable from it.
     *
     * @param succeeds whether a node may succeed
     * @param fails whether a node may fail
     * @return a set by identity
     */
    public Set<Node> reachable(Predicate<Node> succeeds, Predicate<Node> fails) {
        List<List<Integer>> after = new ArrayList<>();
        nodes.forEach(node -> after.add(new ArrayList<>()));
        for (int i = 0; i < nodes.size(); i++) {
            for (Edge edge : before.get(i)) {
                Node from = nodes.get(edge.from());
                if ((edge.success() && succeeds.test(from)) || (edge.failure() && fails.test(from))) {
                    after.get(edge.from()).add(i);
                }
            }
        }
        Set<Node> reachable = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Integer> open = new ArrayDeque<>(nodes.isEmpty() ? List.of() : List.of(0));
        while (!open.isEmpty()) {
            int next = open.remove();
            if (reachable.add(nodes.get(next))) {
                open.addAll(after.get(next));
            }
        }
        return reachable;
    }

    /** Whether a node is reachable from itself. */
    public boolean isRepeated(Node node) {
        Set<Integer> seen = new HashSet<>();
        Deque<Integer> open = new ArrayDeque<>(List.of(nodes.indexOf(node)));
        while (!open.isEmpty()) {
            for (Edge edge : before.get(open.remove())) {
                if (nodes.get(edge.from()).equals(node)) {
                    return true;
                }
                if (seen.add(edge.from())) {
                    open.add(edge.from());
                }
            }
        }
        return false;
    }

    /**
     * The nodes from whose success a target node is reachable.
     *
     * @param barrier nodes that a path must not pass through; a path may start or end at one
     * @param succeeds whether a node may succeed
     */
    public Set<Node> leadingTo(Predicate<Node> target, Predicate<Node> barrier, Predicate<Node> succeeds) {
        Set<Integer> seen = new HashSet<>();
        Deque<Integer> open = new ArrayDeque<>();
        for (int i = 0; i < nodes.size(); i++) {
            if (target.test(nodes.get(i)) && seen.add(i)) {
                open.add(i);
            }
        }
        Set<Integer> leading = new HashSet<>();
        while (!open.isEmpty()) {
            for (Edge edge : before.get(open.remove())) {
                Node from = nodes.get(edge.from());
                boolean success = edge.success() && succeeds.test(from);
                if (success) {
                    leading.add(edge.from());
                }
                if ((success || edge.failure()) && !barrier.test(from) && seen.add(edge.from())) {
                    open.add(edge.from());
                }
            }
        }
        Set<Node> found = Collections.newSetFromMap(new IdentityHashMap<>());
        leading.forEach(i -> found.add(nodes.get(i)));
        return found;
    }
}
