// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.makefile;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.testing.Fuzzing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Makefiles and scripts of any bytes: commands with their lines, or a refusal that names the file. */
class MakefileFuzzTest {
    /** A directory without files, so that no input depends on the machine. */
    private static final Path NOWHERE = Path.of("/nowhere");

    @FuzzTest(maxDuration = "1h", maxExecutions = Fuzzing.EXECUTIONS)
    void makefiles(byte[] input) throws IOException {
        Fuzzing.readOrRefuse(
                input,
                file -> check(
                        file,
                        Makefile.commands(file, NOWHERE, Map.of(), List.of(), text -> true)
                                .commands()));
    }

    @FuzzTest(maxDuration = "1h", maxExecutions = Fuzzing.EXECUTIONS)
    void scripts(byte[] input) throws IOException {
        Fuzzing.readOrRefuse(
                input,
                file -> check(
                        file,
                        ShellScript.commands(
                                file.name(),
                                new String(file.toArray(), StandardCharsets.UTF_8),
                                1,
                                NOWHERE,
                                Map.of("x", "a b"))));
    }

    private static void check(Bytes file, List<Command> commands) {
        long lines = file.latin1().chars().filter(c -> c == '\n').count() + 1;
        for (Command command : commands) {
            String place = command.place().toString();
            assertThat(place).startsWith(Fuzzing.NAME);
            assertThat(Long.parseLong(place.substring(place.lastIndexOf(':') + 1)))
                    .isBetween(1L, lines);
            assertThat(command.words()).isNotEmpty();
        }
    }
}
