package io.github.grubxen.script;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Goes through a script in the order in which it is run, and notes each step. */
final class Walk {
    /** Behind so many steps functions are no longer entered: calls within calls could make more than anybody has memory for. */
    private static final int MOST = 50_000;

    /** How deep functions are entered. */
    private static final int DEPTH = 50;

    private final Map<String, String> constants;
    private final List<Step> steps = new ArrayList<>();
    private final List<List<Run.Edge>> before = new ArrayList<>();
    private final Map<String, Node.Function> functions = new HashMap<>();
    private final Set<String> called = new HashSet<>();
    private final Set<String> entered = new HashSet<>();
    private final Deque<Node.Command> blocks = new ArrayDeque<>();
    private final Set<Node.Command> queued = Collections.newSetFromMap(new IdentityHashMap<>());
    private Variables variables;
    private boolean straight = true;

    /** How many blocks are entered of which nobody knows whether, or how often, they are run. */
    private int open;

    /** Whether the menu may have other entries than those that are defined for certain, and once. */
    private boolean menuIsOpen;

    /** A menu's entry, which is run after what defines it. */
    private record Entry(List<Node> nodes, Variables variables) {}

    /** What a condition leads to: where it holds, where it does not, and which of both, if that is certain. */
    private record Outcome(List<Run.Edge> yes, List<Run.Edge> no, Optional<Boolean> certain) {
        List<Run.Edge> any() {
            Set<Run.Edge> edges = new LinkedHashSet<>(yes);
            edges.addAll(no);
            return List.copyOf(edges);
        }

        Outcome not() {
            return new Outcome(no, yes, certain.map(holds -> !holds));
        }
    }

    Walk(Map<String, String> constants, Map<String, String> beginning) {
        this.constants = constants;
        variables = new Variables(constants, beginning);
    }

    Run run(Script script) {
        script.forEach(node -> {
            if (node instanceof Node.Function function) {
                functions.putIfAbsent(function.name(), function);
            }
        });
        walk(script.nodes(), List.of());
        Variables atMenu = variables.copy();
        Menu menu = menu();
        straight = false;
        Deque<Entry> entries = new ArrayDeque<>(entries());
        for (Node.Function function : List.copyOf(functions.values())) {
            if (!called.contains(function.name())) {
                variables = new Variables(constants, Map.of());
                entered.add(function.name());
                walk(function.body(), List.of());
                entered.remove(function.name());
                entries.addAll(entries());
            }
        }
        for (Entry entry = entries.poll(); entry != null; entry = entries.poll()) {
            variables = entry.variables().copy();
            walk(entry.nodes(), List.of());
            entries.addAll(entries());
        }
        return new Run(steps, before, name -> variable(name, atMenu), menu, functions.keySet());
    }

    private Menu menu() {
        return new Menu(steps.stream().filter(Walk::definesEntry).toList(), !menuIsOpen);
    }

    private static boolean definesEntry(Step step) {
        return step.name().equals("menuentry") || step.name().equals("submenu");
    }

    /** Those that were defined since the last time; their variables are what they are now. */
    private List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        for (Node.Command block = blocks.poll(); block != null; block = blocks.poll()) {
            entries.add(new Entry(block.block().orElse(List.of()), variables));
        }
        return entries;
    }

    private List<Run.Edge> walk(List<Node> nodes, List<Run.Edge> before) {
        List<Run.Edge> edges = before;
        for (Node node : nodes) {
            if (node instanceof Node.Command command) {
                edges = command(command, edges).any();
            } else if (node instanceof Node.If choice) {
                edges = choice(choice, edges);
            } else if (node instanceof Node.For loop) {
                edges = loop(loop, edges);
            } else if (node instanceof Node.While loop) {
                edges = loop(loop, edges);
            } else if (node instanceof Node.Function function) {
                functions.put(function.name(), function);
            }
        }
        return edges;
    }

    private List<Run.Edge> choice(Node.If choice, List<Run.Edge> before) {
        List<Run.Edge> edges = before;
        List<Run.Edge> out = new ArrayList<>();
        int outside = open;
        Optional<Variables> after = Optional.empty();
        for (Node.Branch branch : choice.branches()) {
            Outcome outcome = condition(branch.condition(), edges);
            edges = outcome.no();
            if (outcome.certain().equals(Optional.of(false))) {
                continue;
            }
            open += outcome.certain().isPresent() ? 0 : 1;
            Variables otherwise = variables.copy();
            out.addAll(walk(branch.body(), outcome.yes()));
            Variables here = variables;
            variables = after.map(here::or).orElse(here);
            if (outcome.certain().isPresent()) {
                open = outside;
                return out;
            }
            after = Optional.of(variables);
            variables = otherwise;
        }
        out.addAll(walk(choice.otherwise(), edges));
        variables = after.map(variables::or).orElse(variables);
        open = outside;
        return out;
    }

    private List<Run.Edge> loop(Node.For loop, List<Run.Edge> before) {
        List<Word> words = new ArrayList<>();
        words.add(new Word(loop.position(), "for", List.of(new Word.Part("for", false, false))));
        words.addAll(loop.words());
        Step step = step(loop.position(), words);
        int head = add(step, before);
        forgetWhatIsSetIn(loop.body());
        Variables none = variables.copy();
        Set<List<Word.Part>> values = new LinkedHashSet<>();
        step.arguments().forEach(argument -> argument.possible().forEach(word -> values.add(word.parts())));
        variables.set(loop.variable(), values);
        open++;
        before(head).addAll(walk(loop.body(), after(head)));
        open--;
        variables = variables.or(none);
        return after(head);
    }

    private List<Run.Edge> loop(Node.While loop, List<Run.Edge> before) {
        forgetWhatIsSetIn(loop.condition());
        forgetWhatIsSetIn(loop.body());
        int head = steps.size();
        open++;
        Outcome condition = condition(loop.condition(), before);
        Outcome outcome = loop.until() ? condition.not() : condition;
        Variables none = variables.copy();
        before(head).addAll(walk(loop.body(), outcome.yes()));
        open--;
        variables = variables.or(none);
        return outcome.no().isEmpty() ? outcome.any() : outcome.no(); // a loop without an end may have a break
    }

    private Outcome condition(List<Node> nodes, List<Run.Edge> before) {
        int last = nodes.size() - 1;
        List<Run.Edge> edges = walk(nodes.subList(0, last), before);
        if (nodes.get(last) instanceof Node.Command command) {
            return command(command, edges);
        }
        edges = walk(nodes.subList(last, last + 1), edges);
        return new Outcome(edges, edges, Optional.empty());
    }

    private Outcome command(Node.Command command, List<Run.Edge> before) {
        List<Word> words = command.words();
        boolean not = begins(words, "!");
        Outcome outcome = words(command.position(), not ? words.subList(1, words.size()) : words, before);
        if (command.block().isPresent() && queued.add(command)) {
            blocks.add(command);
        }
        return not ? outcome.not() : outcome;
    }

    private Outcome words(Position position, List<Word> words, List<Run.Edge> before) {
        if (begins(words, "time") && words.size() > 1) {
            int time = add(step(position, words.subList(0, 1)), before);
            return words(position, words.subList(1, words.size()), after(time));
        }
        Step step = step(position, words);
        if (Condition.compares(step)) {
            words.stream().flatMap(word -> word.parts().stream()).forEach(part -> {
                if (part.variable() && variables.isPattern(part.text())) {
                    variables.forget(part.text());
                }
            });
            step = step(position, words);
        }
        int at = add(step, before);
        Node.Function function = functions.get(step.name());
        if (function != null) {
            List<Run.Edge> edges = call(function, step, after(at));
            return new Outcome(edges, edges, Optional.empty());
        }
        variables.change(step);
        Optional<Boolean> certain = Condition.holds(step);
        return new Outcome(
                certain.orElse(true) ? List.of(new Run.Edge(at, true, false)) : List.of(),
                certain.orElse(false) ? List.of() : List.of(new Run.Edge(at, false, true)),
                certain);
    }

    private List<Run.Edge> call(Node.Function function, Step step, List<Run.Edge> before) {
        called.add(function.name());
        if (steps.size() > MOST || entered.size() > DEPTH || !entered.add(function.name())) {
            return before;
        }
        for (int i = 0; i < 9; i++) {
            variables.forget("" + (i + 1));
            if (i < step.arguments().size()) {
                Set<List<Word.Part>> values = new LinkedHashSet<>();
                step.arguments().get(i).possible().forEach(word -> values.add(word.parts()));
                variables.set("" + (i + 1), values);
            }
        }
        List<Run.Edge> edges = walk(function.body(), before);
        for (int i = 1; i <= 9; i++) {
            variables.forget("" + i);
        }
        entered.remove(function.name());
        return edges;
    }

    /** Before a loop, which may come by again after what it sets. */
    private void forgetWhatIsSetIn(List<Node> nodes) {
        new Script("", nodes, List.of()).forEach(node -> {
            if (node instanceof Node.For loop) {
                variables.forget(loop.variable());
            } else if (node instanceof Node.Command command) {
                List<Word> words = command.words();
                while (begins(words, "!") || begins(words, "time")) {
                    words = words.subList(1, words.size());
                }
                Step step = step(command.position(), words);
                variables.change(step);
                step.assigned().ifPresent(variables::forget);
                if (functions.containsKey(step.name())) {
                    variables = new Variables(constants, Map.of());
                }
            }
        });
    }

    private Step step(Position position, List<Word> words) {
        List<Argument> arguments = words.stream()
                .map(word -> new Argument(word, variables.possible(word)))
                .filter(argument -> !argument.possible().stream().allMatch(Word::vanishes))
                .toList();
        return new Step(position, arguments, variable("root"), variable("prefix"), straight);
    }

    private Argument variable(String name) {
        return variable(name, variables);
    }

    private static Argument variable(String name, Variables variables) {
        Word word = new Word(new Position(1, 1), "$" + name, List.of(new Word.Part(name, true, false)));
        return new Argument(word, variables.possible(word));
    }

    private int add(Step step, List<Run.Edge> from) {
        menuIsOpen |= step.name().isEmpty()
                || Variables.setsAny(step)
                || (definesEntry(step) && open > 0)
                || step.name().equals("return")
                || step.name().equals("exit");
        steps.add(step);
        before.add(new ArrayList<>(from));
        return steps.size() - 1;
    }

    private List<Run.Edge> before(int step) {
        return before.get(step);
    }

    private static List<Run.Edge> after(int step) {
        return List.of(new Run.Edge(step, true, true));
    }

    private static boolean begins(List<Word> words, String name) {
        return !words.isEmpty() && words.get(0).literal().equals(Optional.of(name));
    }
}
