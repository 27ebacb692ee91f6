// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.dryrun;

import io.github.grubxen.io.Bytes;
import io.github.grubxen.script.Statement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Commands that run a config of syslinux as a menu of GRUB.
 *
 * <p>Source: GRUB, grub-core/commands/syslinuxcfg.c.
 */
record SyslinuxCommand(Run run, Interpreter interpreter) {
    void addTo(Map<String, Command> commands) {
        commands.put("syslinux_configfile", (statement, words) -> run(statement, words, true));
        commands.put("syslinux_source", (statement, words) -> run(statement, words, false));
    }

    private void run(Statement.Command statement, List<String> words, boolean menu) throws IOException {
        Optional<String> root = Optional.empty();
        Optional<String> directory = Optional.empty();
        Optional<String> file = Optional.empty();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.matches("-r|--root") && i + 1 < words.size()) {
                root = Optional.of(words.get(++i));
            } else if (word.matches("-c|--cwd") && i + 1 < words.size()) {
                directory = Optional.of(words.get(++i));
            } else if (word.startsWith("--root=")) {
                root = Optional.of(word.substring("--root=".length()));
            } else if (word.startsWith("--cwd=")) {
                directory = Optional.of(word.substring("--cwd=".length()));
            } else if (!word.startsWith("-")) {
                file = Optional.of(word);
            }
        }
        if (file.isEmpty()) {
            run.fail(statement.position(), "filename expected.");
            return;
        }
        String parent = file.get().contains("/") ? file.get().replaceFirst("/[^/]*$", "") : "/";
        SyslinuxConfig config = new SyslinuxConfig(run, root.orElse("/"), directory.orElse(parent));
        Optional<String> script = config.script(file.get());
        if (script.isEmpty()) {
            run.fail(statement.position(), config.failure());
            return;
        }
        byte[] text = script.get().getBytes(StandardCharsets.UTF_8);
        interpreter.generated(Bytes.of(file.get() + ", as GRUB translates it", text), menu);
    }
}
