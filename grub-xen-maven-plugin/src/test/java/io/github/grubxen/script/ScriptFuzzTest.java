// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.script;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.grubxen.testing.Fuzzing;
import java.io.IOException;

/** Scripts of any bytes. */
class ScriptFuzzTest {

    /** Each word stands in the file where it says. */
    @FuzzTest(maxDuration = "1h", maxExecutions = Fuzzing.EXECUTIONS)
    void scripts(byte[] input) throws IOException {
        Fuzzing.readOrRefuse(input, file -> {
            String[] lines = (file.latin1().replace("\r", "") + "\n").split("\n", -1);
            for (Statement.Command command : Script.parse(file).commands()) {
                for (Word word : command.words()) {
                    String first = word.raw().split("\n", -1)[0];
                    assertThat(lines[word.position().line() - 1].substring(
                                    word.position().column() - 1))
                            .startsWith(first);
                }
            }
        });
    }
}
