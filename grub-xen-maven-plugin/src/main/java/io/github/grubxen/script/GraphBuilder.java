// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.script;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects the nodes of the graph: one for each command and name in each context, no matter how often it runs. */
final class GraphBuilder {
    /** Largest number of nodes. From then on no function is entered, because nested calls can multiply. */
    private static final int MAX_NODES = 50_000;

    private final List<Visits> nodes = new ArrayList<>();

    /** The context of commands: the script, a menu entry, or one of the calls of a function. */
    static final class Context {
        private final IdentityHashMap<Statement, Map<String, Integer>> nodes = new IdentityHashMap<>();
        private final IdentityHashMap<Statement, Context> inner = new IdentityHashMap<>();

        Context at(Statement statement) {
            return inner.computeIfAbsent(statement, key -> new Context());
        }
    }

    /** The values of a node, collected from each time that it was visited. */
    private static final class Visits {
        private final Position position;
        private final boolean straight;
        private final IdentityHashMap<Word, Set<List<Field>>> words = new IdentityHashMap<>();
        private final List<Word> order = new ArrayList<>();
        private final Set<Text> root = new LinkedHashSet<>();
        private final Set<Text> prefix = new LinkedHashSet<>();
        private final Set<ControlFlowGraph.Edge> before = new LinkedHashSet<>();
        private boolean foreign;
        private boolean hidden;
        private int times;

        private Visits(Position position, boolean straight) {
            this.position = position;
            this.straight = straight;
        }
    }

    /** Whether the graph has so many nodes that the interpretation must end. */
    boolean isFull() {
        return nodes.size() > MAX_NODES;
    }

    /** Adds the possible words of a command. Returns the index of its node. */
    int add(
            Context context,
            Statement statement,
            String key,
            boolean straight,
            List<List<Field>> alternatives,
            FlowState path) {
        int index = context.nodes
                .computeIfAbsent(statement, any -> new HashMap<>())
                .computeIfAbsent(key, any -> {
                    nodes.add(new Visits(statement.position(), straight));
                    return nodes.size() - 1;
                });
        Visits node = nodes.get(index);
        node.before.addAll(path.edges());
        node.root.addAll(path.variables().possible("root"));
        node.prefix.addAll(path.variables().possible("prefix"));
        node.foreign |= path.variables().isForeign();
        alternatives.forEach(fields -> add(node, fields));
        return index;
    }

    private static void add(Visits node, List<Field> fields) {
        IdentityHashMap<Word, List<Field>> byWord = new IdentityHashMap<>();
        List<Word> order = new ArrayList<>();
        for (Field field : fields) {
            byWord.computeIfAbsent(field.source(), word -> {
                        order.add(word);
                        return new ArrayList<>();
                    })
                    .add(field);
        }
        @Nullable Word last = null;
        for (Word word : order) {
            if (!node.words.containsKey(word)) {
                Set<List<Field>> all = new LinkedHashSet<>();
                if (node.times > 0) {
                    all.add(List.of());
                }
                boolean end = node.times == 0 || last == null;
                node.words.put(word, all);
                node.order.add(end ? node.order.size() : node.order.indexOf(last) + 1, word);
            }
            last = word;
        }
        node.times++;
        for (Word word : node.order) {
            node.words.computeIfAbsent(word, any -> new LinkedHashSet<>()).add(byWord.getOrDefault(word, List.of()));
        }
    }

    static List<ControlFlowGraph.Edge> after(int node) {
        return List.of(new ControlFlowGraph.Edge(node, true, true));
    }

    /** Adds a point where branches meet, which is not a node of the graph. Returns its index. */
    int junction(Context context, Statement statement, FlowState path) {
        int index = add(context, statement, "", false, List.of(), path);
        nodes.get(index).hidden = true;
        return index;
    }

    /** Adds an edge back to a node. */
    void addBefore(int node, FlowState path) {
        if (path.live()) {
            nodes.get(node).before.addAll(path.edges());
        }
    }

    private List<Visits> shown() {
        return nodes.stream().filter(node -> !node.hidden).toList();
    }

    /** The number of nodes so far. */
    int count() {
        return shown().size();
    }

    List<Node> nodes() {
        return shown().stream()
                .map(node -> new Node(
                        node.position,
                        arguments(node),
                        variable("root", node.root),
                        variable("prefix", node.prefix),
                        node.straight))
                .toList();
    }

    List<List<ControlFlowGraph.Edge>> before() {
        int[] places = new int[nodes.size()];
        int place = 0;
        for (int i = 0; i < places.length; i++) {
            places[i] = nodes.get(i).hidden ? -1 : place++;
        }
        List<List<ControlFlowGraph.Edge>> before = new ArrayList<>();
        for (Visits node : shown()) {
            Set<ControlFlowGraph.Edge> edges = new LinkedHashSet<>();
            Deque<ControlFlowGraph.Edge> open = new ArrayDeque<>(node.before);
            Set<Integer> seen = new HashSet<>();
            for (ControlFlowGraph.Edge edge = open.poll(); edge != null; edge = open.poll()) {
                if (places[edge.from()] >= 0) {
                    edges.add(new ControlFlowGraph.Edge(places[edge.from()], edge.success(), edge.failure()));
                } else if (seen.add(edge.from())) {
                    open.addAll(nodes.get(edge.from()).before);
                }
            }
            before.add(List.copyOf(edges));
        }
        return before;
    }

    /** The nodes before which another file may have defined functions. */
    Set<Integer> foreign() {
        List<Visits> shown = shown();
        Set<Integer> foreign = new HashSet<>();
        for (int i = 0; i < shown.size(); i++) {
            if (shown.get(i).foreign) {
                foreign.add(i);
            }
        }
        return foreign;
    }

    static Argument variable(String name, Set<Text> possible) {
        Word word = new Word(new Position(1, 1), "$" + name, List.of(new Word.Part(name, true, false)));
        Set<Text> values = possible.size() > Variables.MAX_VALUES ? Set.of(Text.unknown(name)) : possible;
        return new Argument(
                word,
                values.stream()
                        .map(text -> new Word(word.position(), word.raw(), text.parts()))
                        .toList());
    }

    /** The words of a single alternative. */
    static List<Argument> arguments(List<Field> fields) {
        return fields.stream()
                .map(field -> new Argument(field.source(), List.of(field.word()), field.one()))
                .toList();
    }

    private static List<Argument> arguments(Visits node) {
        List<Argument> arguments = new ArrayList<>();
        for (Word word : node.order) {
            Set<List<Field>> all = node.words.getOrDefault(word, Set.of());
            if (all.size() > Variables.MAX_VALUES) {
                arguments.add(new Argument(word, List.of(word), false));
                continue;
            }
            int most = all.stream().mapToInt(List::size).max().orElse(0);
            boolean always = all.stream()
                    .allMatch(fields -> fields.size() == most && fields.stream().allMatch(Field::one));
            for (int i = 0; i < most; i++) {
                int column = i;
                List<Word> possible = all.stream()
                        .filter(fields -> fields.size() > column)
                        .map(fields -> fields.get(column).word())
                        .distinct()
                        .toList();
                arguments.add(new Argument(word, possible, always));
            }
        }
        return arguments;
    }
}
