// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Digests of files that begin alike, beside those of each file by itself. */
class SeriesDigestTest {
    @Test
    void areThoseOfEachFileWhateverTheyHaveInCommon() throws IOException {
        Random random = new Random(7);
        SeriesDigest digests = new SeriesDigest("MD5");
        for (int size : new int[] {1, 70_000, 65_536, 100_001, 90_000, 200_000}) {
            byte[] content = new byte[size];
            random.nextBytes(content);
            for (int i = 0; i < 12; i++) {
                assertThat(digests.of(new ByteArrayInputStream(content), size))
                        .isEqualTo(Digest.of("MD5", new ByteArrayInputStream(content)));
                content[random.nextInt(size)]++;
            }
        }
    }

    @Test
    void refuseAFileThatChanged() {
        SeriesDigest digests = new SeriesDigest("MD5");
        assertThatThrownBy(() -> digests.of(new ByteArrayInputStream(new byte[70_000]), 69_999))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> digests.of(new ByteArrayInputStream(new byte[70_000]), 70_001))
                .isInstanceOf(IOException.class);
    }
}
