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

/** The steps that the walk meets: one for each command and name in each context, however often it comes by. */
final class Trace {
    /** How many there are at most before functions are no longer entered: calls within calls can multiply. */
    private static final int MAX_STEPS = 50_000;

    private final List<Visits> steps = new ArrayList<>();

    /** Where commands are run: a function is a context of its own for each place that calls it, and so is a menu's entry. */
    static final class Context {
        private final IdentityHashMap<Node, Map<String, Integer>> steps = new IdentityHashMap<>();
        private final IdentityHashMap<Node, Context> inner = new IdentityHashMap<>();

        Context at(Node node) {
            return inner.computeIfAbsent(node, key -> new Context());
        }
    }

    /** What a step was each time. */
    private static final class Visits {
        private final Position position;
        private final boolean straight;
        private final IdentityHashMap<Word, Set<List<Field>>> words = new IdentityHashMap<>();
        private final List<Word> order = new ArrayList<>();
        private final Set<Text> root = new LinkedHashSet<>();
        private final Set<Text> prefix = new LinkedHashSet<>();
        private final Set<Run.Edge> before = new LinkedHashSet<>();
        private boolean foreign;
        private boolean hidden;
        private int times;

        private Visits(Position position, boolean straight) {
            this.position = position;
            this.straight = straight;
        }
    }

    /** Whether there are so many steps that the walk must come to an end. */
    boolean isFull() {
        return steps.size() > MAX_STEPS;
    }

    /** Adds what a command may be now; gives the step's index. */
    int add(Context context, Node node, String key, boolean straight, List<List<Field>> alternatives, Path path) {
        int index = context.steps.computeIfAbsent(node, any -> new HashMap<>()).computeIfAbsent(key, any -> {
            steps.add(new Visits(node.position(), straight));
            return steps.size() - 1;
        });
        Visits step = steps.get(index);
        step.before.addAll(path.edges());
        step.root.addAll(path.variables().possible("root"));
        step.prefix.addAll(path.variables().possible("prefix"));
        step.foreign |= path.variables().isForeign();
        alternatives.forEach(fields -> add(step, fields));
        return index;
    }

    private static void add(Visits step, List<Field> fields) {
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
            if (!step.words.containsKey(word)) {
                Set<List<Field>> all = new LinkedHashSet<>();
                if (step.times > 0) {
                    all.add(List.of());
                }
                boolean end = step.times == 0 || last == null;
                step.words.put(word, all);
                step.order.add(end ? step.order.size() : step.order.indexOf(last) + 1, word);
            }
            last = word;
        }
        step.times++;
        for (Word word : step.order) {
            step.words.computeIfAbsent(word, any -> new LinkedHashSet<>()).add(byWord.getOrDefault(word, List.of()));
        }
    }

    static List<Run.Edge> after(int step) {
        return List.of(new Run.Edge(step, true, true));
    }

    /** A place where ways meet that is no step; gives its index. */
    int junction(Context context, Node node, Path path) {
        int index = add(context, node, "", false, List.of(), path);
        steps.get(index).hidden = true;
        return index;
    }

    /** A way that leads back to a step. */
    void addBefore(int step, Path path) {
        if (path.live()) {
            steps.get(step).before.addAll(path.edges());
        }
    }

    private List<Visits> shown() {
        return steps.stream().filter(step -> !step.hidden).toList();
    }

    /** How many steps there are so far. */
    int count() {
        return shown().size();
    }

    List<Step> steps() {
        return shown().stream()
                .map(step -> new Step(
                        step.position,
                        arguments(step),
                        variable("root", step.root),
                        variable("prefix", step.prefix),
                        step.straight))
                .toList();
    }

    List<List<Run.Edge>> before() {
        int[] places = new int[steps.size()];
        int place = 0;
        for (int i = 0; i < places.length; i++) {
            places[i] = steps.get(i).hidden ? -1 : place++;
        }
        List<List<Run.Edge>> before = new ArrayList<>();
        for (Visits step : shown()) {
            Set<Run.Edge> edges = new LinkedHashSet<>();
            Deque<Run.Edge> open = new ArrayDeque<>(step.before);
            Set<Integer> seen = new HashSet<>();
            for (Run.Edge edge = open.poll(); edge != null; edge = open.poll()) {
                if (places[edge.from()] >= 0) {
                    edges.add(new Run.Edge(places[edge.from()], edge.success(), edge.failure()));
                } else if (seen.add(edge.from())) {
                    open.addAll(steps.get(edge.from()).before);
                }
            }
            before.add(List.copyOf(edges));
        }
        return before;
    }

    /** The steps before which another file may have defined functions. */
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

    /** The words of one alternative alone. */
    static List<Argument> arguments(List<Field> fields) {
        return fields.stream()
                .map(field -> new Argument(field.source(), List.of(field.word()), field.one()))
                .toList();
    }

    private static List<Argument> arguments(Visits step) {
        List<Argument> arguments = new ArrayList<>();
        for (Word word : step.order) {
            Set<List<Field>> all = step.words.getOrDefault(word, Set.of());
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
