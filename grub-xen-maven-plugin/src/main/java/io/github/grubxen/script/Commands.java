// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.script;

import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Interprets single commands: calls of functions, assignments, jumps, and all others. */
final class Commands {
    /** Largest number of interpreted commands. From then on nothing is certain, because a script can run for ever. */
    private static final int MAX_COMMANDS = 200_000;

    /** Largest depth of nested commands in GRUB 2.06 and 2.14. 2.12 continues until its stack overflows. */
    private static final int DEPTH = 62;

    /** Commands that always exist. A function with such a name is never called. */
    private static final Set<String> BUILT_IN = Set.of(
            "set",
            "unset",
            "insmod",
            "ls",
            "export",
            "break",
            "continue",
            "shift",
            "setparams",
            "return",
            "menuentry",
            "submenu",
            "normal",
            "normal_exit");

    private final AbstractInterpreter walk;
    private final GraphBuilder trace;
    private final Predicate<String> isCommand;
    private final Map<String, Statement.Function> functions = new HashMap<>();
    private final Set<Statement> called = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<Statement> wanted = Collections.newSetFromMap(new IdentityHashMap<>());
    private final IdentityHashMap<Statement, GraphBuilder.Context> active = new IdentityHashMap<>();
    private final IdentityHashMap<Statement, List<Word>> loopWords = new IdentityHashMap<>();
    private final Evals evals = new Evals();
    private boolean anyCalled;
    private boolean metForeign;
    private int count;

    /** The number of blocks around the current command for which it is unknown whether, or how often, they run. */
    private int open;

    Commands(AbstractInterpreter walk, GraphBuilder trace, Predicate<String> isCommand) {
        this.walk = walk;
        this.trace = trace;
        this.isCommand = isCommand;
    }

    void define(Statement.Function function) {
        functions.put(function.name(), function);
    }

    Map<String, Statement.Function> functions() {
        return functions;
    }

    /** Whether a function must be interpreted by itself, because nothing calls it or an unknown command may call it. */
    boolean isOpen(Statement.Function function) {
        return anyCalled || !called.contains(function) || wanted.contains(function);
    }

    /** Whether another file, which could define functions, may run anywhere. */
    boolean metForeign() {
        return metForeign || anyCalled;
    }

    void enter() {
        open++;
    }

    void leave(int blocks) {
        open -= blocks;
    }

    List<Word> loopWords(Statement.For loop, List<Word> words) {
        return loopWords.computeIfAbsent(loop, statement -> words);
    }

    Outcome run(Statement.Command command, FlowState path, Frame frame) {
        if (++count > MAX_COMMANDS || trace.isFull()) {
            path.variables().lose();
        }
        List<List<Field>> alternatives = Expansion.of(command.words(), path.variables());
        if (Condition.forgetsPattern(command, alternatives, path.variables())) {
            alternatives = Expansion.of(command.words(), path.variables());
        }
        List<Call> calls = Call.of(alternatives);
        open += calls.size() > 1 ? 1 : 0;
        Optional<Outcome> all = Optional.empty();
        for (Call call : calls) {
            Outcome outcome = call(command, call, calls.size() > 1 ? path.copy() : path, frame);
            all = Optional.of(all.map(outcome::join).orElse(outcome));
        }
        open -= calls.size() > 1 ? 1 : 0;
        return all.orElseThrow();
    }

    private Outcome call(Statement.Command command, Call call, FlowState path, Frame frame) {
        if (call.isNothing()) {
            return Outcome.returning(true, path);
        }
        if (call.name().equals(Optional.of("time"))
                && call.alternatives().stream().allMatch(words -> words.size() > 1)) {
            return timed(command, call, path, frame);
        }
        Optional<String> assigned = Assignments.name(call, isCommand);
        String key = assigned.map(name -> name + "=").orElse(call.name().orElse(""));
        int at = trace.add(frame.context(), command, key, frame.straight(), call.alternatives(), path);
        boolean passes =
                StatusQuestion.isIn(command) && path.variables().status().isPresent();
        Exits exits = passes ? Exits.both(path.edges()) : Exits.of(at);
        FlowState after = passes ? path : path.from(GraphBuilder.after(at));
        if (assigned.isPresent()) {
            Assignments.apply(call, after.variables());
            after.variables().status(Optional.of(true));
            return Outcome.at(exits, after);
        }
        Statement.Function function = functions.get(call.name().orElse(""));
        boolean certain = function != null && !BUILT_IN.contains(function.name());
        Outcome outcome;
        if (function != null && certain) {
            boolean other = isCommand.test(function.name()) || after.variables().isForeign();
            FlowState otherwise = other ? unknown(after.copy(), frame) : after.ended();
            outcome = function(function, command, call, after, frame).join(Outcome.of(otherwise));
        } else {
            outcome = command(command, call, exits, after, frame);
        }
        return call.not() && outcome.path().live() ? outcome.not() : outcome;
    }

    /** The state after a command, or a function of another file, that has the name of a function. */
    private FlowState unknown(FlowState path, Frame frame) {
        path.variables().forgetAll();
        frame.menu().open();
        return path;
    }

    private Outcome timed(Statement.Command command, Call call, FlowState path, Frame frame) {
        List<List<Field>> first =
                call.alternatives().stream().map(words -> words.subList(0, 1)).toList();
        int time = trace.add(frame.context(), command, "time", frame.straight(), first, path);
        FlowState after = path.from(GraphBuilder.after(time));
        Optional<Outcome> all = Optional.empty();
        for (Call rest : call.rest()) {
            FlowState before = after.copy();
            int at = trace.add(
                    frame.context(),
                    command,
                    "time " + rest.name().orElse(""),
                    frame.straight(),
                    rest.alternatives(),
                    before);
            FlowState end = before.from(GraphBuilder.after(at));
            boolean runs =
                    rest.name().isEmpty() || !functions.containsKey(rest.name().get());
            Outcome outcome = runs ? command(command, rest, Exits.of(at), end, frame) : Outcome.of(end);
            if (outcome.path().live()) {
                outcome.path().variables().status(Optional.empty());
            }
            Outcome either = outcome;
            all = Optional.of(all.map(either::join).orElse(either));
        }
        return all.orElseThrow();
    }

    private Outcome function(
            Statement.Function function, Statement.Command command, Call call, FlowState path, Frame frame) {
        GraphBuilder.Context former = active.get(function);
        boolean again = former != null;
        if (frame.depth() >= DEPTH
                || count > MAX_COMMANDS
                || trace.isFull()
                || (again && path.variables().isLost())) {
            path.variables().lose();
            wanted.add(function);
            called.add(function);
            return Outcome.of(path);
        }
        called.add(function);
        GraphBuilder.Context context = former != null ? former : frame.context().at(command);
        Frame inner = Frame.of(Frame.Kind.FUNCTION, context, frame.straight(), frame.depth() + 1, frame.menu());
        if (!again) {
            active.put(function, context);
        }
        Parameters outside = path.variables().parameters();
        path.variables().parameters(command.block().isPresent() ? Parameters.UNKNOWN : call.parameters());
        Outcome end = walk.block(function.body(), path, inner).join(inner.returned());
        if (!again) {
            active.remove(function);
        }
        if (end.path().live()) {
            end.path().variables().parameters(outside);
        }
        return end;
    }

    private Outcome command(Statement.Command command, Call call, Exits exits, FlowState path, Frame frame) {
        Variables variables = path.variables();
        Optional<Boolean> status = Optional.empty();
        switch (call.name().orElse("")) {
            case "true", "false", "test", "[" -> status = Condition.status(call, variables);
            case "set" -> status = Assignments.apply(call, variables);
            case "break", "continue" -> {
                return Outcome.of(Jumps.leave(call, path, frame, open > 0));
            }
            case "return" -> {
                return Jumps.returned(call, exits, path, frame, open > 0);
            }
            case "exit", "halt", "reboot" -> {
                if (open > 0) {
                    frame.menu().open();
                }
                return Outcome.of(path.ended());
            }
            case "menuentry", "submenu" -> status = entry(command, call, path, frame);
            case "eval" -> {
                Optional<Script> script = evals.script(command, call);
                if (script.isPresent()) {
                    return walk.block(script.get().statements(), path, frame.deeper(1));
                }
                anyCalled = true;
            }
            default -> {
                anyCalled |= call.name().isEmpty();
                if (command.block().isPresent()) {
                    frame.menu().add(command, false, Parameters.UNKNOWN);
                    frame.menu().open();
                }
            }
        }
        boolean missing = call.name().equals(Optional.of("blscfg"))
                && !isCommand.test("blscfg"); // in an older release, blscfg does not exist and runs no files
        if (!missing) {
            Effects.apply(call, variables);
        }
        boolean mayBeFunction = variables.isForeign()
                && !BUILT_IN.contains(call.name().orElse(""))
                && !Effects.isKnown(call.name().orElse(""))
                && !isCommand.test(call.name().orElse(""));
        if (mayBeFunction) {
            variables.forgetAll();
            frame.menu().open();
        }
        if (Effects.runsAnother(call.name()) && !missing) {
            metForeign = true;
            frame.menu().open();
            frame.mayLeave(path);
        }
        variables.status(status);
        return Outcome.at(exits, path);
    }

    private Optional<Boolean> entry(Statement.Command command, Call call, FlowState path, Frame frame) {
        Optional<List<Set<Text>>> titles = EntryWords.of(call);
        boolean source = call.arguments().stream()
                .flatMap(List::stream)
                .anyMatch(field -> field.word().shown().startsWith("--source"));
        if (titles.isEmpty() || source || open > 0 || call.alternatives().size() > 1) {
            frame.menu().open();
        }
        if (titles.isPresent() && (titles.get().isEmpty() || (command.block().isEmpty() && !source))) {
            return Optional.of(false);
        }
        frame.menu()
                .add(
                        command,
                        call.name().equals(Optional.of("submenu")),
                        titles.map(Parameters::of).orElse(Parameters.UNKNOWN));
        frame.menu()
                .define(new Node(
                        command.position(),
                        GraphBuilder.arguments(call.alternatives().get(0)),
                        GraphBuilder.variable("root", path.variables().possible("root")),
                        GraphBuilder.variable("prefix", path.variables().possible("prefix")),
                        frame.straight()));
        return Optional.empty();
    }
}
