// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.script;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;

/** The scripts that {@code eval} commands run. Each is parsed once. */
final class Evals {
    /** Largest number of parsed texts. The scripts of further texts count as unknown. */
    private static final int MAX_TEXTS = 200;

    private final IdentityHashMap<Statement, Map<String, Optional<Script>>> known = new IdentityHashMap<>();
    private int parsed;

    /** The script that an {@code eval} runs, if its text is known. */
    Optional<Script> script(Statement.Command command, Call call) {
        Optional<String> text =
                call.texts().map(words -> String.join(" ", words)).filter(words -> !words.contains("\n"));
        if (text.isEmpty()) {
            return Optional.empty();
        }
        return known.computeIfAbsent(command, statement -> new HashMap<>())
                .computeIfAbsent(
                        text.get(), script -> ++parsed > MAX_TEXTS ? Optional.empty() : parsed(script, command));
    }

    private static Optional<Script> parsed(String text, Statement.Command command) {
        Position position = command.position();
        String moved = "\n".repeat(position.line() - 1) + " ".repeat(position.column() - 1) + text;
        try {
            Script script = Script.parse(Bytes.of("eval", moved.getBytes(StandardCharsets.ISO_8859_1)));
            boolean functions = script.statements().stream().anyMatch(Statement.Function.class::isInstance);
            return functions ? Optional.empty() : Optional.of(script);
        } catch (BadInput e) {
            return Optional.empty(); // GRUB runs none of it
        }
    }
}
