// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.script;

import java.util.List;
import java.util.Optional;

/**
 * The end of a statement. GRUB decides {@code if} by {@code $?}, but loops and the end of a function by the value that the statement
 * returned. Both differ after a statement that ran no command, such as an {@code if} of which no branch was taken: it returns
 * success and leaves {@code $?} as it was.
 *
 * <p>Source: grub_script_execute_cmdif, _cmdwhile and _cmdline in GRUB's script/execute.c, the same in 2.06, 2.12 and 2.14.
 *
 * @param path the state there; its variables know {@code $?}
 * @param status the edges by {@code $?}
 * @param other what the statement returned; empty if that is {@code $?}
 */
record Outcome(FlowState path, Exits status, Optional<Returned> other) {

    /** What a statement returned, if that is known, and the edges by it. */
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

    /** After a command that nobody knows, or of which the variables know how it ended. */
    static Outcome of(FlowState path) {
        return new Outcome(path, Exits.both(path.edges()), Optional.empty());
    }

    /** After no command at all: success is returned, and {@code $?} is as before. */
    static Outcome nothing(FlowState path) {
        return returning(true, path);
    }

    /** Before the first statement of a block: no command ran yet, and {@code $?} is as after this. */
    Outcome begun() {
        Returned success = new Returned(Optional.of(true), Exits.both(path.edges()));
        return new Outcome(path, status, Optional.of(success));
    }

    /** After something that returns success or failure, whatever {@code $?} is. */
    static Outcome returning(boolean success, FlowState path) {
        Exits exits = Exits.both(path.edges());
        return new Outcome(path, exits, Optional.of(new Returned(Optional.of(success), exits)));
    }

    /** After a command with these exits, by the status that it leaves. */
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

    /** After the function or the text of {@code eval} that ended so: {@code $?} is what it returned. */
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
