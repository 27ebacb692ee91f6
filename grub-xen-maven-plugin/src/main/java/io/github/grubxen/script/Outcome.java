// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.script;

import java.util.List;
import java.util.Optional;

/**
 * The outcome of a statement. While a block runs, {@code $?} and the value that the block returns can differ: a block
 * without a statement returns success and does not change {@code $?}. After each statement, {@code $?} is the value that
 * the statement returned ({@link #called()}).
 *
 * <p>Source: grub_script_execute_cmd, _cmdif and _cmdwhile in GRUB's script/execute.c, the same in 2.06, 2.12 and 2.14.
 *
 * @param path the state after the statement; its variables contain {@code $?}
 * @param status the edges for {@code $?}
 * @param other the value that the statement returned; empty if it is {@code $?}
 */
record Outcome(FlowState path, Exits status, Optional<Returned> other) {

    /** The value that a statement returned, if it is known, and the edges for it. */
    record Returned(Optional<Boolean> success, Exits exits) {
        private boolean mayBe(boolean wanted) {
            return !success.equals(Optional.of(!wanted));
        }

        private Returned join(Returned more) {
            return new Returned(
                    success.equals(more.success) ? success : Optional.empty(),
                    exits.only(mayBe(true), mayBe(false)).join(more.exits.only(more.mayBe(true), more.mayBe(false))));
        }
    }

    /** The outcome of an unknown command, or of a command whose status is in the variables. */
    static Outcome of(FlowState path) {
        return new Outcome(path, Exits.both(path.edges()), Optional.empty());
    }

    /** The outcome without any command: it returns success, and {@code $?} does not change. */
    static Outcome nothing(FlowState path) {
        return returning(true, path);
    }

    /**
     * The outcome before the first statement of a block: no command has run yet, and {@code $?} is the one of this
     * outcome.
     */
    Outcome begun() {
        Returned success = new Returned(Optional.of(true), Exits.both(path.edges()));
        return new Outcome(path, status, Optional.of(success));
    }

    /** The outcome of code that returns success or failure independently of {@code $?}. */
    static Outcome returning(boolean success, FlowState path) {
        Exits exits = Exits.both(path.edges());
        return new Outcome(path, exits, Optional.of(new Returned(Optional.of(success), exits)));
    }

    /** The outcome of a command with these exits, by the status in the state after it. */
    static Outcome at(Exits exits, FlowState path) {
        Optional<Boolean> status = path.variables().status();
        return new Outcome(status.isEmpty() ? path : path.from(exits.on(status.get())), exits, Optional.empty());
    }

    /** The state in which {@code $?} is 0. */
    FlowState success() {
        return mayBe(true) ? with(true) : path.ended();
    }

    /** The state in which {@code $?} is not 0. */
    FlowState failure() {
        return mayBe(false) ? with(false) : path.ended();
    }

    /** The state in which the statement returned success or failure. */
    FlowState returned(boolean success) {
        if (other.isEmpty()) {
            return success ? success() : failure();
        }
        boolean may = path.live() && other.get().mayBe(success);
        return may ? path.copy().from(other.get().exits().on(success)) : path.ended();
    }

    private boolean mayBe(boolean success) {
        return path.live() && !path.variables().status().equals(Optional.of(!success));
    }

    private FlowState with(boolean success) {
        FlowState end = path.copy().from(status.on(success));
        end.variables().status(Optional.of(success));
        return end;
    }

    Outcome ended() {
        return of(path.ended());
    }

    /**
     * The outcome of a function, or of the text of {@code eval}, with this outcome: {@code $?} is the value that it
     * returned.
     */
    Outcome called() {
        if (other.isEmpty() || !path.live()) {
            return this;
        }
        path.variables().status(other.get().success());
        return at(other.get().exits(), path);
    }

    Outcome not() {
        path.variables().status(path.variables().status().map(holds -> !holds));
        return new Outcome(path, status.not(), Optional.empty());
    }

    private Returned value() {
        return other.orElseGet(() -> new Returned(path.variables().status(), status));
    }

    Outcome join(Outcome more) {
        if (!path.live() || !more.path.live()) {
            return path.live() ? this : more;
        }
        Optional<Returned> value =
                other.isEmpty() && more.other.isEmpty() ? Optional.empty() : Optional.of(value().join(more.value()));
        Exits exits =
                status.only(mayBe(true), mayBe(false)).join(more.status.only(more.mayBe(true), more.mayBe(false)));
        return new Outcome(path.join(more.path), exits, value);
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
