// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.script;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Builds the control-flow graph by abstract interpretation. Commands and loops on known values run as in GRUB. If a
 * value is unknown, every branch is followed, and the states at the ends of the branches are joined.
 *
 * <p>Source: GRUB's script/execute.c of 2.06 to 2.14, for loops, {@code break}, {@code return} and the depth of calls.
 */
final class AbstractInterpreter {
    private final GraphBuilder trace = new GraphBuilder();
    private final Map<String, String> constants;
    private final Map<String, String> beginning;
    private final Commands commands;

    AbstractInterpreter(Map<String, String> constants, Map<String, String> beginning, Predicate<String> isCommand) {
        this.constants = constants;
        this.beginning = beginning;
        this.commands = new Commands(this, trace, isCommand);
    }

    ControlFlowGraph run(Script script) {
        Entries menu = new Entries();
        GraphBuilder.Context root = new GraphBuilder.Context();
        Frame frame = Frame.of(Frame.Kind.SCRIPT, root, true, 0, menu);
        Variables first = new Variables(constants, beginning);
        FlowState path = statements(script.statements(), new FlowState(first, List.of()), frame);
        if (!path.live() || path.variables().isLost()) {
            menu.open();
        }
        Variables atMenu = path.variables().copy();
        Menu shown = menu.menu(atMenu);
        Menus menus = new Menus(this);
        menus.run(menu, path.copy().variables());
        int reached = trace.count();
        functions(script, menus);
        return new ControlFlowGraph(
                trace.nodes(),
                trace.before(),
                name -> GraphBuilder.variable(name, atMenu.possible(name)),
                shown,
                commands.functions().keySet(),
                trace.foreign(),
                reached,
                menus.submenus());
    }

    /** Interprets the functions that the script does not call, or that an unknown command may call. */
    private void functions(Script script, Menus menus) {
        Set<Statement.Function> walked = new HashSet<>();
        for (int before = -1; before < walked.size(); ) {
            before = walked.size();
            script.forEach(statement -> {
                boolean wanted = statement instanceof Statement.Function function && commands.isOpen(function);
                if (wanted && walked.add((Statement.Function) statement)) {
                    Entries entries = new Entries();
                    Variables variables = new Variables(constants, Map.of());
                    variables.forgetAll();
                    if (commands.metForeign()) {
                        variables.meetForeign();
                    }
                    variables.parameters(Parameters.UNKNOWN);
                    Frame frame = Frame.of(Frame.Kind.FUNCTION, new GraphBuilder.Context(), false, 0, entries);
                    statements(((Statement.Function) statement).body(), new FlowState(variables, List.of()), frame);
                    Variables any = new Variables(constants, Map.of());
                    any.forgetAll();
                    menus.run(entries, any);
                }
            });
        }
    }

    FlowState statements(List<Statement> statements, FlowState before, Frame frame) {
        return block(statements, before, frame).path();
    }

    /** Runs statements in sequence. The last one decides whether the block succeeds. */
    Outcome block(List<Statement> statements, FlowState before, Frame frame) {
        return block(statements, Outcome.of(before), frame);
    }

    private Outcome block(List<Statement> statements, Outcome before, Frame frame) {
        Outcome outcome = before;
        boolean isEmpty = true;
        Frame inner = frame.deeper(1);
        for (Statement statement : statements) {
            if (!outcome.path().live()) {
                return outcome.ended();
            }
            outcome = statement(statement, outcome, inner);
            isEmpty &= statement instanceof Statement.Function; // GRUB defines it while it parses the block
        }
        return isEmpty ? Outcome.returning(true, outcome.path()) : outcome;
    }

    private Outcome statement(Statement statement, Outcome former, Frame frame) {
        FlowState path = former.path();
        if (statement instanceof Statement.Command command) {
            return command(command, former, frame);
        } else if (statement instanceof Statement.If choice) {
            return choice(choice, former, frame.deeper(1));
        } else if (statement instanceof Statement.For loop) {
            return loop(loop, path, frame.deeper(1));
        } else if (statement instanceof Statement.While loop) {
            return new Loops(this, commands, trace, frame.deeper(1)).run(loop, path);
        }
        commands.define((Statement.Function) statement);
        return former;
    }

    /** Runs a command that depends on {@code $?} once for each value of it, each time with the edges for that value. */
    private Outcome command(Statement.Command command, Outcome former, Frame frame) {
        FlowState success = former.after(true);
        FlowState failure = former.after(false);
        if (!StatusQuestion.isIn(command) || !success.live() || !failure.live()) {
            return commands.run(command, former.path(), frame);
        }
        return commands.run(command, success, frame).join(commands.run(command, failure, frame));
    }

    private Outcome choice(Statement.If choice, Outcome before, Frame frame) {
        Outcome former = before;
        FlowState rest = before.path();
        List<Outcome> ends = new ArrayList<>();
        int branches = 0;
        for (Statement.Branch branch : choice.branches()) {
            Outcome outcome = block(branch.condition(), former, frame);
            FlowState success = outcome.after(true);
            rest = outcome.after(false);
            former = Outcome.of(rest);
            if (success.live() && rest.live()) {
                branches++;
                commands.enter();
            }
            if (success.live()) {
                ends.add(block(branch.body(), success, frame));
            }
            if (!rest.live()) {
                break;
            }
        }
        Outcome otherwise = block(choice.otherwise(), rest, frame);
        commands.leave(branches);
        return otherwise.join(ends);
    }

    private Outcome loop(Statement.For loop, FlowState before, Frame frame) {
        List<Word> words = new ArrayList<>();
        words.add(new Word(loop.position(), "for", List.of(new Word.Part("for", false, false))));
        words.addAll(loop.words());
        return new Loops(this, commands, trace, frame).run(loop, commands.loopWords(loop, words), before);
    }
}
