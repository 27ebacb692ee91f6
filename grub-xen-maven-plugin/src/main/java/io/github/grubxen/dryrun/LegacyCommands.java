// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.dryrun;

import io.github.grubxen.io.Bytes;
import io.github.grubxen.script.Statement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Commands that run a menu.lst of GRUB before version 1, and those that GRUB makes of its commands.
 *
 * <p>Source: GRUB, grub-core/commands/legacycfg.c.
 */
final class LegacyCommands {
    /** The largest menu.lst that is read, in bytes. */
    private static final long LARGEST_FILE = 1 << 20;

    private final Run run;
    private final Interpreter interpreter;

    /** The loader of the kernel; empty if none is loaded. */
    private String loader = "";

    LegacyCommands(Run run, Interpreter interpreter) {
        this.run = run;
        this.interpreter = interpreter;
    }

    void addTo(Map<String, Command> commands) {
        commands.put("legacy_configfile", (statement, words) -> config(statement, words, true));
        commands.put("legacy_source", (statement, words) -> config(statement, words, false));
        commands.put("legacy_kernel", this::kernel);
        commands.put("legacy_initrd", this::initrd);
        commands.put("legacy_initrd_nounzip", this::initrd);
        commands.put("legacy_password", (statement, words) -> {});
        commands.put("legacy_check_password", (statement, words) -> run.end(Result.End.WAITS_FOR_KEY));
    }

    private void config(Statement.Command statement, List<String> words, boolean menu) throws IOException {
        if (words.size() != 1) {
            run.fail(statement.position(), "filename expected.");
            return;
        }
        Optional<Bytes> text = run.read(words.get(0), LARGEST_FILE);
        if (text.isEmpty()) {
            run.notFound(statement.position(), words.get(0));
            return;
        }
        byte[] script = LegacyConfig.script(text.get().utf8()).getBytes(StandardCharsets.UTF_8);
        interpreter.generated(Bytes.of(words.get(0) + ", as GRUB translates it", script), menu);
    }

    /** The first word is the file, the second one is how the menu.lst names it. */
    private void kernel(Statement.Command statement, List<String> words) throws IOException {
        List<String> operands =
                words.stream().dropWhile(word -> word.startsWith("--")).toList();
        if (operands.size() < 2) {
            run.fail(statement.position(), "filename expected.");
            return;
        }
        boolean multiboot = words.contains("--type=multiboot");
        List<String> arguments = new ArrayList<>(List.of(operands.get(0)));
        arguments.addAll(operands.subList(multiboot ? 1 : 2, operands.size()));
        loader = multiboot ? "multiboot" : "linux";
        interpreter.call(statement, loader, arguments, false);
        if (run.started == null) {
            loader = "";
            run.fail(statement.position(), "couldn't load file " + operands.get(0) + ".");
        }
    }

    private void initrd(Statement.Command statement, List<String> words) throws IOException {
        switch (loader) {
            case "linux" -> interpreter.call(statement, "initrd", words.subList(0, Math.min(1, words.size())), false);
            case "multiboot" -> interpreter.call(statement, "module", words, false);
            default -> run.fail(statement.position(), "you need to load the kernel first.");
        }
    }
}
