// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingLinesTest {
    @Test
    void areLimitedForEachCheckOfAPackage() {
        FindingLines lines = new FindingLines();
        List<String> shown = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            lines.add(new Finding("tar-modes", "a.deb", "/x" + i, "mode 777", "Change it."))
                    .ifPresent(shown::add);
        }
        lines.add(new Finding("tar-modes", "b.deb", "/y", "mode 777", "Change it."))
                .ifPresent(shown::add);
        lines.add(new Finding("links", "a.deb", "/z", "leads nowhere", "Change it."))
                .ifPresent(shown::add);
        assertThat(shown)
                .hasSize(102)
                .contains(
                        "a.deb: /x99: mode 777. Change it. [tar-modes]", "a.deb: /z: leads nowhere. Change it. [links]")
                .doesNotContain("a.deb: /x100: mode 777. Change it. [tar-modes]");
        assertThat(lines.rest()).containsExactly("a.deb: [tar-modes] and 50 more findings of this check");
        assertThat(lines.total()).isEqualTo(152);
    }
}
