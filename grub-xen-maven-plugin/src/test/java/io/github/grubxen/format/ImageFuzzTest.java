// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.Fuzzing;
import java.io.IOException;

/** Kernels and images of any bytes. */
class ImageFuzzTest {

    @FuzzTest(maxDuration = "1h", maxExecutions = Fuzzing.EXECUTIONS)
    void kernels(byte[] input) throws IOException {
        for (Platform platform : Platform.values()) {
            Fuzzing.readOrRefuse(input, file -> {
                Kernel kernel = Kernel.read(platform, file);
                assertThat(kernel.content().length()).isLessThanOrEqualTo(256 << 20);
            });
        }
    }

    @FuzzTest(maxDuration = "1h", maxExecutions = Fuzzing.EXECUTIONS)
    void imagesAreTheSameWhenReadWrittenAndReadAgain(byte[] input) throws IOException {
        Fuzzing.readOrRefuse(input, file -> {
            Image image = Image.read(file);
            byte[] written = image.toByteArray();
            assertThat(Image.read(Bytes.of(Fuzzing.NAME, written)).toByteArray())
                    .isEqualTo(written);
        });
    }

    @FuzzTest(maxDuration = "1h", maxExecutions = Fuzzing.EXECUTIONS)
    void keysAreTheSameWhenTheyAreReadAgain(byte[] input) throws IOException {
        Fuzzing.readOrRefuse(input, file -> {
            Bytes keys = SigningKey.of(file);
            assertThat(SigningKey.of(Bytes.of(Fuzzing.NAME, keys.toArray()))).isEqualTo(keys);
        });
    }
}
