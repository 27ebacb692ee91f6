// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.dryrun;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.script.Script;
import io.github.grubxen.script.Statement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Executes statements one after the other. After each, the variable {@code ?} tells whether it succeeded. A command that GRUB
 * does not know counts as a success.
 *
 * <p>Source: GRUB, grub-core/script/execute.c.
 */
final class Interpreter {
    /** The most commands of a run. A config that needs more is taken for one that does not end. */
    private static final int MOST_COMMANDS = 100_000;

    /** GRUB's limit for functions and configs within each other. */
    private static final int DEPTH = 60;

    /** The largest config in bytes. */
    private static final long LARGEST_CONFIG = 8 << 20;

    private final Run run;
    private final Jumps jumps = new Jumps();
    private final Patterns patterns;
    private final Commands commands;
    private int count;
    private int depth;

    Interpreter(Run run) {
        this.run = run;
        patterns = new Patterns(run.disks, run::root, () -> run.loaded.contains("regexp"));
        commands = new Commands(run, this, jumps);
    }

    /** Runs statements, and returns whether the last one succeeded. */
    boolean run(List<Statement> statements) throws IOException {
        boolean success = true;
        for (Statement statement : statements) {
            if (jumps.breaks() || run.isEnded()) {
                break;
            }
            success = run(statement);
            if (jumps.returns()) {
                break;
            }
        }
        return status(success);
    }

    private boolean status(boolean success) {
        run.environment.set("?", success ? "0" : "1");
        return success;
    }

    private boolean run(Statement statement) throws IOException {
        if (++count > MOST_COMMANDS) {
            run.end(Result.End.ENDLESS);
            return false;
        }
        if (statement instanceof Statement.Function function) {
            run.functions.put(function.name(), function);
            return run.environment.get("?").equals("0"); // GRUB defines it while it parses, and $? stays
        }
        return status(execute(statement));
    }

    private boolean execute(Statement statement) throws IOException {
        if (statement instanceof Statement.If choice) {
            return choice(choice);
        } else if (statement instanceof Statement.For loop) {
            return loop(loop);
        } else if (statement instanceof Statement.While loop) {
            return loop(loop);
        }
        return command((Statement.Command) statement);
    }

    private boolean choice(Statement.If choice) throws IOException {
        for (Statement.Branch branch : choice.branches()) {
            boolean success = run(branch.condition());
            if (jumps.returns() || run.isEnded()) {
                return success;
            }
            if (success) {
                return run(branch.body());
            }
        }
        return run(choice.otherwise());
    }

    private boolean loop(Statement.For loop) throws IOException {
        boolean success = true;
        List<String> values = Arguments.of(loop.words(), run.environment, patterns);
        jumps.enterLoop();
        for (String value : values) {
            if (!jumps.nextRound() || run.isEnded()) {
                break;
            }
            run.environment.set(loop.variable(), value);
            success = run(loop.body());
            if (jumps.returns()) {
                break;
            }
        }
        jumps.leaveLoop();
        return success;
    }

    private boolean loop(Statement.While loop) throws IOException {
        boolean success;
        jumps.enterLoop();
        do {
            success = run(loop.condition());
            if (jumps.returns() || run.isEnded() || success == loop.until()) {
                break;
            }
            success = run(loop.body());
            if (++count > MOST_COMMANDS) {
                run.end(Result.End.ENDLESS);
            }
        } while (!jumps.returns() && !run.isEnded() && jumps.nextRound());
        jumps.leaveLoop();
        return success;
    }

    private boolean command(Statement.Command command) throws IOException {
        List<String> words = Arguments.of(command.words(), run.environment, patterns);
        if (run.environment.isExhausted()) {
            run.end(Result.End.ENDLESS);
            return false;
        }
        if (words.isEmpty()) {
            return true;
        }
        boolean invert = words.get(0).equals("!") && words.size() > 1;
        List<String> called = invert ? words.subList(1, words.size()) : words;
        return call(command, called.get(0), called.subList(1, called.size()), invert);
    }

    /** Calls a command or function by its name. */
    boolean call(Statement.Command command, String name, List<String> arguments, boolean invert) throws IOException {
        Optional<Command> known = commands.find(name, command.position());
        Statement.Function function = run.functions.get(name);
        run.success = true;
        if (known.isPresent()) {
            known.get().run(command, arguments);
        } else if (function != null) {
            run.success = function(command, arguments, function.body());
        } else {
            unknown(command, name);
            return true;
        }
        return run.success != invert;
    }

    private void unknown(Statement.Command command, String name) {
        int sign = name.indexOf('=');
        if (sign >= 0) {
            run.environment.set(name.substring(0, sign), name.substring(sign + 1));
        } else {
            run.fail(command.position(), "can't find command `" + name + "'.");
        }
    }

    private boolean function(Statement.Command command, List<String> arguments, List<Statement> body)
            throws IOException {
        if (depth >= DEPTH) {
            run.fail(command.position(), "maximum recursion depth exceeded.");
            return false;
        }
        depth++;
        run.environment.enter(arguments);
        Jumps.Saved before = jumps.enterFunction();
        boolean success = run(body);
        jumps.leaveFunction(before);
        run.environment.leave();
        depth--;
        return success;
    }

    /** Runs the commands of an entry. */
    void entry(MenuEntry entry) throws IOException {
        String before = run.file;
        run.file = entry.file();
        run.environment.enter(entry.arguments());
        Jumps.Saved saved = jumps.enterFunction();
        run(entry.body());
        jumps.leaveFunction(saved);
        run.environment.leave();
        run.file = before;
    }

    /**
     * Runs a config.
     *
     * @param menu whether it gets a menu and variables of its own, as with {@code configfile}, instead of adding to the current
     *     ones, as with {@code source}
     */
    void config(String name, boolean menu) throws IOException {
        Optional<FilePath> path = FilePath.of(name, run.root());
        Optional<Bytes> text = path.isEmpty()
                ? Optional.empty()
                : run.disks.read(path.get().device(), path.get().path(), LARGEST_CONFIG);
        if (text.isEmpty() || depth >= DEPTH) {
            return; // GRUB ignores every error here
        }
        run.configs.add(run.disks.located(path.get()));
        nested(menu, () -> text(text.get(), path.get()));
    }

    /** A part of a run that may throw. */
    @FunctionalInterface
    private interface Part {
        void run() throws IOException;
    }

    private void nested(boolean menu, Part part) throws IOException {
        depth++;
        List<MenuEntry> entries = new ArrayList<>();
        if (menu) {
            run.environment.open();
            run.menus.push(entries);
        }
        part.run();
        if (menu && !run.isEnded()) {
            new MenuRun(run, this).show(entries);
        }
        if (menu) {
            run.menus.pop();
            run.environment.close();
        }
        depth--;
    }

    /**
     * Runs a config that GRUB has made of another file.
     *
     * @param menu as in {@link #config}
     */
    void generated(Bytes text, boolean menu) throws IOException {
        if (depth >= DEPTH) {
            return;
        }
        String before = run.file;
        run.file = text.name();
        nested(menu, () -> script(text));
        run.file = before;
    }

    private void text(Bytes text, FilePath path) throws IOException {
        String file = run.file;
        String directory = run.environment.get("config_directory");
        String before = run.environment.get("config_file");
        run.file = text.name();
        run.environment.set("config_file", path.toString());
        run.environment.set("config_directory", path.directory());
        run.environment.export("config_file");
        run.environment.export("config_directory");
        script(text);
        run.environment.set("config_file", before);
        run.environment.set("config_directory", directory);
        run.file = file;
    }

    /** Runs a text. GRUB would print a syntax error and go on with the next line; here nothing of the text runs. */
    void script(Bytes text) throws IOException {
        Script script;
        try {
            script = Script.parse(text);
        } catch (BadInput e) {
            run.assume(e.diagnostic().line());
            run.success = false;
            return;
        }
        for (Statement statement : script.statements()) {
            if (run.isEnded()) {
                return;
            }
            run.success = run(statement);
        }
    }
}
