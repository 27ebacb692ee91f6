// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.diskimage;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.grubxen.dryrun.Disks;
import io.github.grubxen.testing.Fuzzing;
import java.io.IOException;

/** What grub-fstest prints about any disk: names of files and labels are the guest's, and can have any bytes. */
class DiskImageFuzzTest {

    @FuzzTest(maxDuration = "1h", maxExecutions = Fuzzing.EXECUTIONS)
    void outputs(byte[] input) throws IOException {
        Fuzzing.readOrRefuse(input, file -> {
            String output = file.utf8();
            assertThat(FstestOutput.devices(output)).noneMatch(name -> name.matches("(?s).*[()\\s].*"));
            FstestOutput.files(output).forEach((name, entry) -> {
                assertThat(name).doesNotContain("/", "\n").isNotIn("", ".", "..");
                assertThat(entry.size()).isNotNegative();
            });
            for (Disks.Fact fact : Disks.Fact.values()) {
                FstestOutput.fact(output, fact)
                        .ifPresent(value -> assertThat(value).doesNotContain("\n"));
            }
        });
    }
}
