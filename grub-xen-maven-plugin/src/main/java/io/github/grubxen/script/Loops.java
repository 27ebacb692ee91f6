// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.script;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Interprets loops. A loop with known values runs as in GRUB. Any other loop is repeated until the state no longer
 * changes.
 */
final class Loops {
    /** Largest number of rounds that run as in GRUB. After them, only facts that hold in all rounds are kept. */
    private static final int EXACT = 100;

    /** Number of rounds after which a variable that still changes counts as unknown. */
    private static final int NARROW = 6;

    /** Number of rounds after which nothing counts as known. */
    private static final int LAST = 20;

    private final AbstractInterpreter walk;
    private final Commands commands;
    private final GraphBuilder trace;
    private final Frame frame;
    private final Frame.Loop ways = new Frame.Loop();

    Loops(AbstractInterpreter walk, Commands commands, GraphBuilder trace, Frame frame) {
        this.walk = walk;
        this.commands = commands;
        this.trace = trace;
        this.frame = frame;
    }

    /** Runs a for loop. Its words begin with {@code for}. */
    Outcome run(Statement.For loop, List<Word> words, FlowState before) {
        List<List<Field>> alternatives = Expansion.of(words, before.variables());
        int head = trace.add(frame.context(), loop, "for", frame.straight(), alternatives, before);
        FlowState path = before.from(GraphBuilder.after(head));
        List<Field> first = alternatives.get(0);
        boolean exact = alternatives.size() == 1
                && first.size() <= EXACT
                && first.stream().allMatch(Field::one)
                && !before.variables().isLost();
        Outcome end = exact && first.size() == 1 ? Outcome.returning(true, path) : Outcome.of(path);
        frame.loops().add(ways);
        if (exact) {
            for (Field field : first.subList(1, first.size())) {
                if (end.path().live()) {
                    end.path().variables().set(loop.variable(), Set.of(field.value()));
                    end = again(walk.block(loop.body(), end.path(), frame));
                }
            }
        } else {
            Set<Text> values = new LinkedHashSet<>();
            alternatives.forEach(fields -> fields.stream().skip(1).forEach(field -> values.add(field.value())));
            commands.enter();
            for (int round = 0; ; round++) {
                FlowState in = path.copy();
                in.variables().set(loop.variable(), values);
                Outcome out = again(walk.block(loop.body(), in, frame));
                trace.addBefore(head, out.path());
                FlowState next = joined(path, out.path(), round, GraphBuilder.after(head));
                boolean same = next.variables().isAs(path.variables());
                path = next;
                end = Outcome.returning(true, path.copy()).join(out);
                if (same || path.variables().isLost()) {
                    break;
                }
            }
            commands.leave(1);
        }
        frame.loops().remove(frame.loops().size() - 1);
        return left(end);
    }

    /** The outcome at the end of a loop or after {@code break}: the loop returns success. */
    private Outcome left(Outcome end) {
        return end.join(ways.left().stream().map(Outcome::of).toList());
    }

    /** Runs a loop with a condition. If the condition ends the loop, the loop returns the condition's value. */
    Outcome run(Statement.While loop, FlowState before) {
        int head = trace.junction(frame.context(), loop, before);
        FlowState path = before.from(GraphBuilder.after(head));
        FlowState end = before.ended();
        frame.loops().add(ways);
        boolean open = before.variables().isLost();
        for (int round = 0; !open && path.live() && round < EXACT; round++) {
            FlowState again = path.copy();
            Outcome outcome = walk.block(loop.condition(), path, frame);
            FlowState yes = outcome.after(!loop.until());
            FlowState no = outcome.after(loop.until());
            if (yes.live() && no.live()) {
                path = again;
                open = true;
            } else if (no.live() || !yes.live()) {
                end = end.join(no);
                path = path.ended();
            } else {
                path = again(walk.block(loop.body(), yes, frame)).path();
                trace.addBefore(head, path);
                path = path.from(GraphBuilder.after(head));
                if (path.live() && path.variables().isAs(again.variables())) {
                    path = path.ended(); // it never ends
                }
            }
        }
        if (path.live()) {
            end = end.join(open(loop, path, head));
        }
        frame.loops().remove(frame.loops().size() - 1);
        return left(Outcome.returning(loop.until(), end));
    }

    private FlowState open(Statement.While loop, FlowState start, int head) {
        FlowState path = start;
        commands.enter();
        FlowState end;
        for (int round = 0; ; round++) {
            Outcome outcome = walk.block(loop.condition(), path.copy(), frame);
            end = outcome.after(loop.until());
            FlowState out = again(walk.block(loop.body(), outcome.after(!loop.until()), frame))
                    .path();
            trace.addBefore(head, out);
            FlowState next = joined(path, out, round, GraphBuilder.after(head));
            boolean same = next.variables().isAs(path.variables());
            if (same && path.variables().isLost() == next.variables().isLost()) {
                break;
            }
            boolean last = path.variables().isLost();
            path = next;
            if (last) {
                break;
            }
        }
        commands.leave(1);
        return end;
    }

    /** The state at the end of a round, joined with the states at each {@code continue}. */
    private Outcome again(Outcome end) {
        Outcome path = end.join(ways.again().stream().map(Outcome::of).toList());
        ways.again().clear();
        return path;
    }

    private static FlowState joined(FlowState path, FlowState out, int round, List<ControlFlowGraph.Edge> edges) {
        if (!out.live()) {
            return path;
        }
        Variables both = round < NARROW
                ? path.variables().join(out.variables())
                : path.variables().widened(out.variables());
        if (round >= LAST) {
            both.lose();
        }
        return new FlowState(both, edges);
    }
}
