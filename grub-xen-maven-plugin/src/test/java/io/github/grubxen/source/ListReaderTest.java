// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ListReaderTest {
    private static final String DIGEST = "0123456789abcdef".repeat(4);

    private static final String LIST = """
            Package: other
            Version: 1
            Architecture: amd64
            SHA256: %1$s

            Package: grub-common
            Source: grub2
            Version: 1:2.06-13
            Depends: libc6
            Architecture: amd64
            Description: %2$s
             Package: in a text
            Size: 1
            SHA256: %1$s
            """.formatted(DIGEST, "long ".repeat(2000));

    private static final String FILE = "grub-common_1%3a2.06-13_amd64.deb";

    @Test
    void findsThePackageWhereverAReadEnds() throws IOException {
        for (int most = 1; most < LIST.length(); most = most < 50 ? most + 1 : most + 97) {
            ListReader reader = new ListReader(reading(most));
            assertThat(reader.find(Set.of(FILE), LIST.length()))
                    .as("reads of " + most + " bytes")
                    .contains(Map.of(FILE, DIGEST));
        }
    }

    @Test
    void readsNoMoreThanItsLimit() throws IOException {
        assertThat(new ListReader(reading(100)).find(Set.of(FILE), LIST.length() - 1))
                .isEmpty();
    }

    private static InputStream reading(int most) {
        return new ByteArrayInputStream(LIST.getBytes(StandardCharsets.US_ASCII)) {
            @Override
            public synchronized int read(byte[] bytes, int offset, int length) {
                return super.read(bytes, offset, Math.min(length, most));
            }
        };
    }
}
