// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ExternalProgramTest {
    private static final Path HERE = Path.of(".");
    private static final Duration LONG = Duration.ofMinutes(1);

    @Test
    void givesOutputErrorsAndStatus() throws IOException {
        ExternalProgram run = sh("echo out$X; echo err >&2; exit 3", LONG);
        assertThat(run).isEqualTo(new ExternalProgram(3, "outx\n", "err\n"));
        assertThatThrownBy(() -> run.outputOrThrow("the script", "Mend it."))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("the script: ended with status 3")
                .hasMessageContaining("err")
                .hasMessageEndingWith("Mend it.");
    }

    @Test
    void doesNotWaitForEverOnAProgramThatFillsOneStream() throws IOException {
        assertThat(sh("head -c 1000000 /dev/zero >&2; echo done", LONG).output())
                .isEqualTo("done\n");
    }

    @Test
    void endsAProgramThatPrintsWithoutEndInLittleMemory() throws InterruptedException {
        for (String stream : List.of("output", "error")) {
            String to = stream.equals("error") ? " >&2" : "";
            assertThatThrownBy(() -> sh("yes 4712" + to, LONG))
                    .isInstanceOf(BadInput.class)
                    .hasMessageStartingWith(
                            "sh: printed more than 16 MiB to its standard " + stream + ", and was ended")
                    .hasMessageEndingWith("The command was: sh -c yes 4712" + to);
        }
        assertNoneIsLeft("yes 4712");
    }

    /** Java closes the output of a program that has ended, perhaps before 16 MiB of it were read. */
    @Test
    void endsWhatAnEndedProgramLeavesPrintingWithoutEnd() throws Exception {
        try {
            sh("yes 4713 & sleep 0.1; exit 0", LONG);
        } catch (BadInput e) {
            assertThat(e).hasMessageContaining("more than 16 MiB");
        }
        assertNoneIsLeft("yes 4713");
    }

    @Test
    void keepsTheBeginningAndTheEndOfManyMessages() throws IOException {
        ExternalProgram run = sh("echo first >&2; head -c 1000000 /dev/zero | tr '\\0' x >&2; echo last >&2", LONG);
        assertThat(run.errors())
                .startsWith("first\nxxx")
                .contains("x\n... 737867 bytes are left out ...\nx")
                .endsWith("xxxlast\n")
                .hasSizeLessThan(1 << 19);
        assertThat(sh("head -c 200000 /dev/zero | tr '\\0' x >&2", LONG).errors())
                .isEqualTo("x".repeat(200_000));
        assertThat(sh("head -c 1000000 /dev/zero | tr '\\0' x", LONG).output()).isEqualTo("x".repeat(1_000_000));
    }

    @Test
    void endsAProgramThatTakesTooLongWithAllThatItStarted() throws InterruptedException {
        assertThatThrownBy(() -> sh("sleep 4711 & wait", Duration.ofMillis(300)))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("did not end within");
        assertNoneIsLeft("sleep 4711");
    }

    /** A killed process can stay for a moment. */
    private static void assertNoneIsLeft(String command) throws InterruptedException {
        for (int tries = 0; tries < 500 && !left(command).isEmpty(); tries++) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        assertThat(left(command)).isEmpty();
    }

    private static List<ProcessHandle> left(String command) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").endsWith(command))
                .filter(ProcessHandle::isAlive)
                .toList();
    }

    @Test
    void doesNotWaitForEverOnWhatAnEndedProgramLeavesRunning() {
        assertThatThrownBy(() -> sh("sleep 0.3; sleep 5 & exit 0", Duration.ofSeconds(1)))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("a program that it started keeps its output open");
    }

    @Test
    void givesTheProgramItsStandardInput() throws IOException {
        byte[] large = new byte[1 << 20];
        ExternalProgram run =
                ExternalProgram.run(List.of("sh", "-c", "wc -c"), Map.of(), HERE, LONG, Bytes.of("input", large));
        assertThat(run.output().strip()).isEqualTo("1048576");
        assertThat(sh("cat; echo end", LONG).output()).isEqualTo("end\n");
    }

    @Test
    void doesNotMindInputThatTheProgramDoesNotRead() throws IOException {
        byte[] large = new byte[1 << 20];
        ExternalProgram run = ExternalProgram.run(
                List.of("sh", "-c", "exec <&-; echo done"), Map.of(), HERE, LONG, Bytes.of("input", large));
        assertThat(run).isEqualTo(new ExternalProgram(0, "done\n", ""));
    }

    @Test
    void saysWhichProgramIsMissing() {
        assertThatThrownBy(() -> ExternalProgram.run(List.of("no-such-program"), Map.of(), HERE, LONG))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith("no-such-program: could not be started");
    }

    private static ExternalProgram sh(String script, Duration limit) throws BadInput {
        return ExternalProgram.run(List.of("sh", "-c", script), Map.of("X", "x"), HERE, limit);
    }
}
