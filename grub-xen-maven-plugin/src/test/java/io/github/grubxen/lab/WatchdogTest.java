// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.io.Watchdog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchdogTest {
    @TempDir
    Path directory;

    /** Starts what a run of the lab starts, in a directory, and is killed. */
    public static void main(String[] arguments) throws Exception {
        Process sleep = new ProcessBuilder("sleep", "600").start();
        Path directory = Files.createDirectories(Path.of(arguments[0]));
        Watchdog.ending(sleep);
        Watchdog.deleting(directory);
        Files.writeString(directory.resolve("file"), "in it");
        System.out.println(sleep.pid());
        sleep.waitFor();
    }

    @Test
    void endsAndDeletesWhatAKilledJavaLeavesBehind() throws Exception {
        Path work = directory.resolve("-a 'directory'");
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        WatchdogTest.class.getName(),
                        work.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String pid = java.inputReader().readLine();
        ProcessHandle sleep = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
        assertThat(work).isNotEmptyDirectory();
        java.destroyForcibly();
        sleep.onExit().get(10, TimeUnit.SECONDS);
        for (int i = 0; i < 1000 && Files.exists(work); i++) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        assertThat(work).doesNotExist();
    }

    @Test
    void doesNothingWhenItIsClosed() throws IOException {
        Path work = Files.createDirectories(directory.resolve("work"));
        Watchdog.deleting(work).close();
        assertThat(work).exists();
        assertThat(ProcessHandle.current().descendants().filter(WatchdogTest::isShell))
                .isEmpty();
    }

    private static boolean isShell(ProcessHandle process) {
        return process.info().commandLine().orElse("").contains(" rm -rf ");
    }
}
