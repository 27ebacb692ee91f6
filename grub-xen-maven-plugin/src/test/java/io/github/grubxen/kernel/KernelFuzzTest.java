// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.grubxen.testing.Fuzzing;
import java.io.IOException;

/** Kernels and initrds of any bytes. */
class KernelFuzzTest {

    @FuzzTest(maxDuration = "1h", maxExecutions = Fuzzing.EXECUTIONS)
    void kernels(byte[] input) throws IOException {
        Fuzzing.readOrRefuse(input, file -> {
            LinuxKernel kernel = LinuxKernel.read(file);
            assertThat(kernel.summary()).startsWith(Fuzzing.NAME);
            assertThat(kernel.setup().isPresent() || kernel.elf().isPresent()).isTrue();
        });
    }

    @FuzzTest(maxDuration = "1h", maxExecutions = Fuzzing.EXECUTIONS)
    void initrds(byte[] input) throws IOException {
        Fuzzing.readOrRefuse(
                input, file -> assertThat(Initrd.read(file).unpacked()).isNotNegative());
    }
}
