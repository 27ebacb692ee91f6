// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stub beside its source for the assembler. */
class SecondStageSourceTest {
    private static final int PAGE = 0xff190;
    private static final int KERNEL = 0x100000;

    @Test
    void isWhatTheAssemblerMakesOfItsSource(@TempDir Path directory) throws IOException {
        Tools.require("as");
        Tools.require("objcopy");
        try (InputStream source = getClass().getResourceAsStream("second-stage.s")) {
            Files.write(
                    directory.resolve("stub.s"), Objects.requireNonNull(source).readAllBytes());
        }
        Tools.run(
                directory,
                Map.of(),
                "as",
                "--32",
                "--defsym",
                "RECORD=" + (PAGE + 16),
                "--defsym",
                "RSDP=" + (PAGE + 48),
                "--defsym",
                "LINE=" + (PAGE + SecondStageStub.SIZE - 1024),
                "--defsym",
                "KERNEL=" + KERNEL,
                "-o",
                "stub.o",
                "stub.s");
        Tools.run(directory, Map.of(), "objcopy", "-O", "binary", "-j", ".text", "stub.o", "stub");
        assertThat(SecondStageStub.instructions(PAGE, KERNEL)).isEqualTo(Files.readAllBytes(directory.resolve("stub")));
    }
}
