// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.Fuzzing;
import java.io.IOException;
import java.util.List;

/** Images and memdisks of any bytes, looked into and shown. */
class InspectFuzzTest {

    @FuzzTest(maxDuration = "1h", maxExecutions = Fuzzing.EXECUTIONS)
    void images(byte[] input) throws IOException {
        Fuzzing.readOrRefuse(input, Fuzzing.DICTIONARIES, file -> {
            Inspection inspection = Inspection.of(file);
            assertThat(inspection.size()).isEqualTo(input.length);
            assertThat(TextReport.of(inspection)).noneMatch(line -> line.contains("\n"));
        });
    }

    @FuzzTest(maxDuration = "1h", maxExecutions = Fuzzing.EXECUTIONS)
    void memdisks(byte[] input) throws IOException {
        Fuzzing.readOrRefuse(input, Fuzzing.DICTIONARIES, file -> {
            Memdisk memdisk = Memdisk.of(Platform.X86_64_XEN, file);
            assertThat(memdisk.modules())
                    .hasSizeLessThanOrEqualTo(memdisk.files().size());
            GrubVersion.of(Platform.X86_64_XEN, List.of(), file);
        });
    }
}
