// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.dryrun;

import io.github.grubxen.script.Statement;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Commands that decide what runs next, or change the positional parameters.
 *
 * <p>Source: GRUB, grub-core/script/execute.c and commands/time.c.
 *
 * @param run the state
 * @param interpreter runs the commands
 * @param jumps the state of loops and functions
 */
record JumpCommands(Run run, Interpreter interpreter, Jumps jumps) {

    void addTo(Map<String, Command> commands) {
        commands.put("return", this::giveBack);
        commands.put("break", (statement, words) -> leave(statement, words, false));
        commands.put("continue", (statement, words) -> leave(statement, words, true));
        commands.put("shift", this::shift);
        commands.put("setparams", this::setParameters);
        commands.put("time", this::time);
    }

    private void giveBack(Statement.Command statement, List<String> words) {
        if (!jumps.inFunction() || words.size() > 1) {
            run.fail(statement.position(), "not in function body.");
        } else if (words.isEmpty()) {
            jumps.giveBack();
            run.success = run.environment.get("?").equals("0");
        } else if (number(words.get(0)) < 0) {
            run.fail(statement.position(), "unrecognized number.");
        } else {
            jumps.giveBack();
            run.success = number(words.get(0)) == 0;
        }
    }

    private void leave(Statement.Command statement, List<String> words, boolean next) {
        int count = words.isEmpty() ? 1 : number(words.get(0));
        if (count < 1) {
            run.fail(statement.position(), "unrecognized number.");
        } else {
            jumps.leave(count, next);
        }
    }

    private void shift(Statement.Command statement, List<String> words) {
        List<String> parameters = run.environment.parameters();
        int count = words.isEmpty() ? 1 : number(words.get(0));
        if (!jumps.inFunction()) {
            return;
        } else if (count < 0 || count > parameters.size()) {
            run.success = false;
            return;
        }
        parameters.subList(0, count).clear();
    }

    private void setParameters(Statement.Command statement, List<String> words) {
        if (!jumps.inFunction()) {
            run.success = false;
            return;
        }
        run.environment.parameters().clear();
        run.environment.parameters().addAll(words);
    }

    private void time(Statement.Command statement, List<String> words) throws IOException {
        if (!words.isEmpty()) {
            run.success = interpreter.call(statement, words.get(0), words.subList(1, words.size()), false);
        }
    }

    /** A decimal number, or -1. */
    private static int number(String text) {
        return text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
    }
}
