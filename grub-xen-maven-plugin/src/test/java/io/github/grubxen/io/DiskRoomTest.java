// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskRoomTest {
    @TempDir
    Path directory;

    @Test
    void isWhatDfSays() throws IOException {
        String df = Tools.run(directory, "df", "-B1", "--output=avail", ".");
        long available =
                Long.parseLong(df.lines().skip(1).findFirst().orElseThrow().strip());
        assertThat(DiskRoom.bytes(directory)).isCloseTo(available, within(1L << 30)); // other programs write too
    }

    @Test
    void isUnknownWhereNothingIs() {
        assertThat(DiskRoom.bytes(directory.resolve("missing"))).isEqualTo(Long.MAX_VALUE);
    }
}
