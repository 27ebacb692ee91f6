// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What differs in anything has another key. */
class FingerprintTest {
    private record Recipe(String name, List<Bytes> parts, Optional<Integer> level) {}

    @Test
    void isAnotherForEachPartThatDiffers() throws IOException {
        Bytes one = Bytes.of("one", new byte[] {1});
        Bytes large = Bytes.of("large", new byte[100_000]);
        List<Object> all = List.of(
                new Recipe("a", List.of(), Optional.empty()),
                new Recipe("b", List.of(), Optional.empty()),
                new Recipe("a", List.of(one), Optional.empty()),
                new Recipe("a", List.of(one, one), Optional.empty()),
                new Recipe("a", List.of(large), Optional.empty()),
                new Recipe("a", List.of(large.concat(one)), Optional.empty()),
                new Recipe("a", List.of(large.concat(large)), Optional.empty()),
                new Recipe("a", List.of(one.concat(large)), Optional.empty()),
                new Recipe("a", List.of(one.concat(one)), Optional.empty()),
                new Recipe("a", List.of(), Optional.of(1)),
                Map.of("a", "b"),
                Map.of("b", "a"),
                List.of("ab", "c"),
                List.of("a", "bc"),
                List.of(List.of("a"), "bc"));
        Fingerprint keys = new Fingerprint();
        Set<String> known = new HashSet<>();
        for (Object part : all) {
            assertThat(known.add(keys.of(part))).as(part.toString()).isTrue();
        }
        assertThat(new Fingerprint()
                        .of(new Recipe("a", List.of(Bytes.of("other name", new byte[] {1})), Optional.empty())))
                .isEqualTo(keys.of(all.get(2)));
        for (Object part : all) {
            assertThat(known.contains(keys.of(part))).as("again " + part).isTrue();
        }
    }

    @Test
    void isRefusedForWhatHasNoPlaceInIt() {
        assertThatThrownBy(() -> new Fingerprint().of(new Object())).isInstanceOf(IllegalArgumentException.class);
    }
}
