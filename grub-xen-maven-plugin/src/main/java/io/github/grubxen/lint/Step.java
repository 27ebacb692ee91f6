package io.github.grubxen.lint;

import io.github.grubxen.script.Node;
import io.github.grubxen.script.Script;
import io.github.grubxen.script.Word;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A command and when it is run.
 *
 * @param command the command
 * @param asked the variables that conditions around it look at
 * @param choice whether it is only run under a condition, or is one
 * @param entry whether it belongs to a menu's entry, which ends with boot by itself
 * @param function whether it belongs to a function, of which nobody knows what follows
 */
record Step(Node.Command command, Set<String> asked, boolean choice, boolean entry, boolean function) {

    /** All commands of a script in their order. */
    static List<Step> of(Script script) {
        List<Step> steps = new ArrayList<>();
        add(script.nodes(), Set.of(), false, false, false, steps);
        return steps;
    }

    /** The command's name, or nothing where a variable is in it. */
    String name() {
        return command.name().orElse("");
    }

    private static void add(
            List<Node> nodes, Set<String> asked, boolean choice, boolean entry, boolean function, List<Step> steps) {
        for (Node node : nodes) {
            if (node instanceof Node.Command command) {
                steps.add(new Step(command, asked, choice, entry, function));
                add(command.block().orElse(List.of()), asked, choice, true, function, steps);
            } else if (node instanceof Node.If choices) {
                Set<String> all = new HashSet<>(asked);
                for (Node.Branch branch : choices.branches()) {
                    all.addAll(variables(branch.condition()));
                    add(branch.condition(), asked, true, entry, function, steps);
                    add(branch.body(), Set.copyOf(all), true, entry, function, steps);
                }
                add(choices.otherwise(), Set.copyOf(all), true, entry, function, steps);
            } else if (node instanceof Node.For loop) {
                add(loop.body(), asked, true, entry, function, steps);
            } else if (node instanceof Node.While loop) {
                add(loop.condition(), asked, true, entry, function, steps);
                add(loop.body(), asked, true, entry, function, steps);
            } else if (node instanceof Node.Function called) {
                add(called.body(), asked, true, entry, true, steps);
            }
        }
    }

    private static Set<String> variables(List<Node> condition) {
        Set<String> names = new HashSet<>();
        for (Node.Command command : new Script("", condition).commands()) {
            for (Word word : command.words()) {
                word.parts().stream().filter(Word.Part::variable).forEach(part -> names.add(part.text()));
            }
        }
        return names;
    }
}
