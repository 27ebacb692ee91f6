// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.script;

import java.util.List;
import java.util.Optional;

/** Commands that jump: {@code break}, {@code continue} and {@code return}. */
final class Jumps {
    private Jumps() {}

    /**
     * {@code break} and {@code continue}.
     *
     * @param open whether it is unknown if, or how often, the block around the command runs
     */
    static FlowState leave(Call call, FlowState path, Frame frame, boolean open) {
        Optional<List<String>> texts = call.texts();
        int loops = frame.loops().size();
        boolean number = texts.isPresent()
                && (texts.get().isEmpty()
                        || (texts.get().size() == 1 && texts.get().get(0).matches("[1-9][0-9]{0,3}")));
        if (loops == 0) {
            path.variables().status(number ? Optional.of(true) : Optional.empty());
            return path;
        }
        if (open) {
            frame.menu().open();
        }
        if (!number) {
            path.variables().status(Optional.empty());
            frame.loops().forEach(loop -> {
                loop.left().add(path.copy());
                loop.again().add(path.copy());
            });
            return path;
        }
        int levels = texts.get().isEmpty() ? 1 : Integer.parseInt(texts.get().get(0));
        Frame.Loop loop = frame.loops().get(loops - Math.min(levels, loops));
        path.variables().status(Optional.of(true));
        (call.name().equals(Optional.of("break")) ? loop.left() : loop.again()).add(path);
        return path.ended();
    }

    /** {@code return}. See {@link #leave} for {@code open}. */
    static Outcome returned(Call call, Exits exits, FlowState path, Frame frame, boolean open) {
        Variables variables = path.variables();
        Optional<List<String>> texts = call.texts();
        if (frame.kind() == Frame.Kind.SCRIPT) {
            variables.status(Optional.of(false));
            return Outcome.at(exits, path);
        }
        if (open) {
            frame.menu().open();
        }
        if (frame.kind() == Frame.Kind.ENTRY) {
            // GRUB then runs only the first command of each further line, in this entry and in others
            variables.lose();
            return Outcome.at(exits, path);
        }
        boolean number = texts.isPresent()
                && (texts.get().isEmpty()
                        || (texts.get().size() == 1 && texts.get().get(0).matches("[0-9]{1,9}")));
        boolean failed = call.arguments().stream()
                .allMatch(fields -> fields.size() == 1 && StatusQuestion.isFailed(fields.get(0)));
        if (number && !texts.get().isEmpty()) {
            variables.status(Optional.of(Integer.parseInt(texts.get().get(0)) == 0));
        } else if (!number) {
            variables.status(failed ? Optional.of(false) : Optional.empty());
        }
        Outcome end = Outcome.at(exits, path);
        frame.returned().add(number || failed ? end : Outcome.at(exits, path.copy()));
        return number || failed ? end.ended() : end;
    }
}
