// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.script;

import java.util.List;
import java.util.Optional;

/**
 * The outcome of a statement. GRUB sets {@code $?} to the value that the statement returned, so both are the same.
 *
 * <p>Source: grub_script_execute_cmd in GRUB's script/execute.c, the same in 2.06, 2.12 and 2.14.
 *
 * @param path the state after the statement; its variables contain {@code $?}
 * @param exits the edges for success and for failure
 */
record Outcome(FlowState path, Exits exits) {

    /** The outcome of an unknown command, or of a command whose status is in the variables. */
    static Outcome of(FlowState path) {
        return new Outcome(path, Exits.both(path.edges()));
    }

    /** The outcome of a statement that returns success or failure, whichever command ran last. */
    static Outcome returning(boolean success, FlowState path) {
        if (path.live()) {
            path.variables().status(Optional.of(success));
        }
        return of(path);
    }

    /** The outcome of a command with these exits, by the status in the state after it. */
    static Outcome at(Exits exits, FlowState path) {
        Optional<Boolean> status = path.variables().status();
        return new Outcome(status.isEmpty() ? path : path.from(exits.on(status.get())), exits);
    }

    /** The state after success or failure. */
    FlowState after(boolean success) {
        if (!mayBe(success)) {
            return path.ended();
        }
        FlowState end = path.copy().from(exits.on(success));
        end.variables().status(Optional.of(success));
        return end;
    }

    private boolean mayBe(boolean success) {
        return path.live() && !path.variables().status().equals(Optional.of(!success));
    }

    Outcome ended() {
        return of(path.ended());
    }

    Outcome not() {
        path.variables().status(path.variables().status().map(holds -> !holds));
        return new Outcome(path, exits.not());
    }

    Outcome join(Outcome more) {
        if (!path.live() || !more.path.live()) {
            return path.live() ? this : more;
        }
        Exits both = exits.only(mayBe(true), mayBe(false)).join(more.exits.only(more.mayBe(true), more.mayBe(false)));
        return new Outcome(path.join(more.path), both);
    }

    /** The join of this outcome and others. */
    Outcome join(List<Outcome> others) {
        Outcome all = this;
        for (Outcome next : others) {
            all = all.join(next);
        }
        return all;
    }
}
