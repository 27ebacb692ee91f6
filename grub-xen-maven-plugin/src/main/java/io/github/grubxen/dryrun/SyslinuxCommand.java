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
        Options options = Options.of(words, "--root -r=", "--cwd -c=");
        if (options.operands().size() != 1) {
            run.fail(statement.position(), "filename expected.");
            return;
        }
        String file = options.operands().get(0);
        String parent = file.contains("/") ? file.replaceFirst("/[^/]*$", "") : "/";
        SyslinuxConfig config = new SyslinuxConfig(
                run, options.value("--root").orElse("/"), options.value("--cwd").orElse(parent));
        Optional<String> script = config.script(file);
        if (script.isEmpty()) {
            run.fail(statement.position(), config.failure());
            return;
        }
        byte[] text = script.get().getBytes(StandardCharsets.UTF_8);
        interpreter.generated(Bytes.of(file + ", as GRUB translates it", text), menu);
    }
}
