// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.testing.OtherJava;
import io.github.grubxen.testing.SilentLog;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A machine that has no apt. */
class WithoutAptTest {
    @TempDir
    Path directory;

    /** Asks for a package, and prints what is said. */
    public static void main(String[] arguments) throws IOException {
        try {
            new AptRepository(Path.of(arguments[0]), Optional.of("sid"), false)
                    .download("grub-xen-bin", Optional.empty(), new SilentLog());
        } catch (BadInput e) {
            System.out.print(e.getMessage());
        }
    }

    @Test
    void theMessageNamesWhatNeedsNoApt() throws IOException {
        List<String> java = OtherJava.plain().command(List.of(), getClass(), directory.toString());
        Map<String, String> path = Map.of("PATH", directory.toString());
        assertThat(Tools.run(Path.of("").toAbsolutePath(), path, java.toArray(String[]::new)))
                .startsWith("apt-config: could not be started (")
                .endsWith("Install apt, or give GRUB's modules as a directory, a package file or an artifact,"
                        + " which need no apt.");
    }
}
