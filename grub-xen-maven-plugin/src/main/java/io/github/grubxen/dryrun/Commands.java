// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.dryrun;

import io.github.grubxen.io.Bytes;
import io.github.grubxen.script.Position;
import io.github.grubxen.script.Statement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** GRUB's commands by name. A command is known if its module is loaded, or if GRUB finds the module. */
final class Commands {
    /** Commands that succeed and change nothing that matters here. */
    private static final Set<String> WITHOUT_EFFECT = Set.of(
            "sleep",
            "clear",
            "terminal_output",
            "terminal_input",
            "terminfo",
            "password",
            "password_pbkdf2",
            "background_color",
            "play",
            "cat",
            "ls",
            "lsmod",
            "rmmod",
            "help",
            "date",
            "videoinfo",
            "list_env",
            "list_trusted",
            "trust",
            "distrust",
            "gettext");

    /** Commands that fail in a guest of Xen, which has no screen and no modifier keys. */
    private static final Set<String> FAILING = Set.of("background_image", "keystatus", "serial", "gfxmode", "loadbios");

    private static final Set<String> WAITING = Set.of("read", "authenticate");

    private final Run run;
    private final Interpreter interpreter;
    private final Map<String, Command> all = new HashMap<>();

    Commands(Run run, Interpreter interpreter, Jumps jumps) {
        this.run = run;
        this.interpreter = interpreter;
        new VariableCommands(run).addTo(all);
        new FileCommands(run).addTo(all);
        new SearchCommand(run).addTo(all);
        new BlsCommand(run).addTo(all);
        new SyslinuxCommand(run, interpreter).addTo(all);
        new LegacyCommands(run, interpreter).addTo(all);
        WITHOUT_EFFECT.forEach(name -> all.put(name, (statement, words) -> {}));
        FAILING.forEach(name -> all.put(name, (statement, words) -> run.success = false));
        WAITING.forEach(name -> all.put(name, (statement, words) -> run.end(Result.End.WAITS_FOR_KEY)));
        all.put("true", (statement, words) -> {});
        all.put("false", (statement, words) -> run.success = false);
        Command test = (statement, words) -> run.success = TestExpression.holds(words, run.disks, run.root());
        all.put("[", test);
        all.put("test", test);
        all.put("echo", (statement, words) -> run.echo(String.join(" ", words)));
        new JumpCommands(run, interpreter, jumps).addTo(all);
        all.put("eval", (statement, words) -> eval(words));
        all.put("configfile", (statement, words) -> config(statement, words, true));
        all.put("normal", (statement, words) -> {
            config(statement, words.isEmpty() ? List.of(run.environment.get("prefix") + "/grub.cfg") : words, true);
            run.end(Result.End.PROMPT);
        });
        all.put("source", (statement, words) -> config(statement, words, false));
        all.put(".", (statement, words) -> config(statement, words, false));
        all.put("menuentry", (statement, words) -> entry(statement, words, false));
        all.put("submenu", (statement, words) -> entry(statement, words, true));
        for (String name : List.of("halt", "reboot", "exit")) {
            all.put(name, (statement, words) -> run.end(Result.End.HALTS));
        }
        all.put("boot", (statement, words) -> boot(statement.position()));
    }

    /** A command; empty if GRUB does not know it. */
    Optional<Command> find(String name, Position position) {
        Optional<String> module = run.modules.of(name);
        boolean there = run.modules.isBuiltIn(name)
                || module.filter(needed -> run.loaded.contains(needed)
                                || run.modules.memdisk().contains(needed))
                        .isPresent();
        if (!there) {
            return Optional.empty();
        }
        module.ifPresent(run.loaded::add);
        Command known = all.get(name);
        if (known != null) {
            return Optional.of(known);
        }
        return Optional.of((statement, words) -> {
            run.assume(
                    "The command '" + name + "' (" + run.place(position) + ") was taken to succeed without an effect.");
        });
    }

    private void eval(List<String> words) throws IOException {
        String text = String.join(" ", words) + "\n";
        interpreter.script(Bytes.of(run.file, text.getBytes(StandardCharsets.UTF_8)));
    }

    private void config(Statement.Command statement, List<String> words, boolean menu) throws IOException {
        if (words.isEmpty()) {
            run.fail(statement.position(), "filename expected.");
        } else {
            interpreter.config(words.get(0), menu);
        }
    }

    private void boot(Position position) {
        if (run.started == null) {
            run.fail(position, "you need to load the kernel first.");
        } else {
            run.end(Result.End.STARTS);
        }
    }

    /** The options of an entry that have a value are skipped. */
    private void entry(Statement.Command statement, List<String> words, boolean submenu) {
        List<String> arguments = new ArrayList<>();
        Optional<String> id = Optional.empty();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            boolean next = i + 1 < words.size();
            if (word.startsWith("--id=")) {
                id = Optional.of(word.substring("--id=".length()));
            } else if (word.equals("--id") && next) {
                id = Optional.of(words.get(++i));
            } else if (Set.of("--class", "--users", "--hotkey", "--source").contains(word)) {
                i++;
            } else if (!word.startsWith("--")) {
                arguments.add(word);
            }
        }
        if (arguments.isEmpty() || statement.block().isEmpty() || run.menus.isEmpty()) {
            run.fail(statement.position(), "no menuentry definition.");
            return;
        }
        String title = arguments.get(0);
        run.menus
                .element()
                .add(new MenuEntry(
                        title, id.orElse(title), submenu, statement.block().get(), arguments, run.file));
    }
}
