// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.cache;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sizes for people. */
class CacheKindTest {
    @ParameterizedTest
    @CsvSource({"0, 0.0 kB", "49, 0.0 kB", "999949, 999.9 kB", "1000000, 1.0 MB", "1634000000, 1.6 GB"})
    void aSizeHasOneDecimalPlace(long bytes, String shown) {
        assertThat(CacheKind.size(bytes)).isEqualTo(shown);
    }
}
