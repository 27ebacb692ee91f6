// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.script;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Goes through a script in the order in which it is run, and notes each step. What is known is run as GRUB runs it, loops included;
 * where it is not known, all ways are gone, and what holds on all of them is kept.
 *
 * <p>Source: GRUB's script/execute.c of 2.06 to 2.14, for loops, {@code break}, {@code return} and the depth of calls.
 */
final class Walk {
    private final Trace trace = new Trace();
    private final Map<String, String> constants;
    private final Map<String, String> beginning;
    private final Commands commands;

    Walk(Map<String, String> constants, Map<String, String> beginning, Predicate<String> isCommand) {
        this.constants = constants;
        this.beginning = beginning;
        this.commands = new Commands(this, trace, isCommand);
    }

    Run run(Script script) {
        Entries menu = new Entries();
        Trace.Context root = new Trace.Context();
        Frame frame = Frame.of(Frame.Kind.SCRIPT, root, true, 0, menu);
        Variables first = new Variables(constants, beginning);
        Path path = nodes(script.nodes(), new Path(first, List.of()), frame);
        if (!path.live() || path.variables().isLost()) {
            menu.open();
        }
        Menu shown = menu.menu();
        Variables atMenu = path.variables().copy();
        Menus menus = new Menus(this);
        menus.run(menu, path.copy().variables());
        int reached = trace.count();
        functions(script, menus);
        return new Run(
                trace.steps(),
                trace.before(),
                name -> Trace.variable(name, atMenu.possible(name)),
                shown,
                commands.functions().keySet(),
                trace.foreign(),
                reached,
                menus.submenus());
    }

    /** Those that the script does not call, or that something unknown may call. */
    private void functions(Script script, Menus menus) {
        Set<Node.Function> walked = new HashSet<>();
        for (int before = -1; before < walked.size(); ) {
            before = walked.size();
            script.forEach(node -> {
                boolean wanted = node instanceof Node.Function function && commands.isOpen(function);
                if (wanted && walked.add((Node.Function) node)) {
                    Entries entries = new Entries();
                    Variables variables = new Variables(constants, Map.of());
                    variables.forgetAll();
                    if (commands.metForeign()) {
                        variables.meetForeign();
                    }
                    variables.parameters(Parameters.UNKNOWN);
                    Frame frame = Frame.of(Frame.Kind.FUNCTION, new Trace.Context(), false, 0, entries);
                    nodes(((Node.Function) node).body(), new Path(variables, List.of()), frame);
                    Variables any = new Variables(constants, Map.of());
                    any.forgetAll();
                    menus.run(entries, any);
                }
            });
        }
    }

    Path nodes(List<Node> nodes, Path before, Frame frame) {
        Path path = before;
        Frame inner = frame.deeper(1);
        for (Node node : nodes) {
            if (!path.live()) {
                return path;
            }
            path = node(node, path, inner);
        }
        return path;
    }

    private Path node(Node node, Path path, Frame frame) {
        if (node instanceof Node.Command command) {
            return commands.run(command, path, frame).path();
        } else if (node instanceof Node.If choice) {
            return choice(choice, path, frame.deeper(1));
        } else if (node instanceof Node.For loop) {
            return loop(loop, path, frame.deeper(1));
        } else if (node instanceof Node.While loop) {
            return loop(loop, path, frame.deeper(1));
        }
        commands.define((Node.Function) node);
        return path;
    }

    private Path choice(Node.If choice, Path before, Frame frame) {
        Path rest = before;
        List<Path> ends = new ArrayList<>();
        int branches = 0;
        for (Node.Branch branch : choice.branches()) {
            Outcome outcome = condition(branch.condition(), rest, frame);
            Path success = outcome.success();
            rest = outcome.failure();
            if (success.live() && rest.live()) {
                branches++;
                commands.enter();
            }
            if (success.live()) {
                ends.add(nodes(branch.body(), success, frame));
            }
            if (!rest.live()) {
                break;
            }
        }
        if (rest.live()) {
            if (choice.otherwise().isEmpty()) {
                rest.variables().status(Optional.of(true));
            }
            rest = nodes(choice.otherwise(), rest, frame);
        }
        commands.leave(branches);
        return rest.or(ends);
    }

    private Outcome condition(List<Node> nodes, Path before, Frame frame) {
        int last = nodes.size() - 1;
        Path path = nodes(nodes.subList(0, last), before, frame);
        return path.live() && nodes.get(last) instanceof Node.Command command
                ? commands.run(command, path, frame.deeper(1))
                : Outcome.of(nodes(nodes.subList(last, last + 1), path, frame));
    }

    private Path loop(Node.For loop, Path before, Frame frame) {
        List<Word> words = new ArrayList<>();
        words.add(new Word(loop.position(), "for", List.of(new Word.Part("for", false, false))));
        words.addAll(loop.words());
        return new Loops(this, commands, trace, frame).run(loop, commands.loopWords(loop, words), before);
    }

    private Path loop(Node.While loop, Path before, Frame frame) {
        return new Loops(this, commands, trace, frame).run(loop, before);
    }

    Outcome condition(Node.While loop, Path path, Frame frame) {
        Outcome outcome = condition(loop.condition(), path, frame);
        return loop.until() ? outcome.not() : outcome;
    }
}
