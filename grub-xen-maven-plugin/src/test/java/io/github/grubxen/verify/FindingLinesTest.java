// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.io.Diagnostic;
import io.github.grubxen.io.Place;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingLinesTest {
    @Test
    void areLimitedForEachCheckOfAPackage() {
        FindingLines lines = new FindingLines();
        List<String> shown = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            lines.add(finding("tar-modes", "a.deb", "/x" + i, "mode 777")).ifPresent(shown::add);
        }
        lines.add(finding("tar-modes", "b.deb", "/y", "mode 777")).ifPresent(shown::add);
        lines.add(finding("links", "a.deb", "/z", "leads nowhere")).ifPresent(shown::add);
        assertThat(shown)
                .hasSize(102)
                .contains(
                        "a.deb: /x99: mode 777 [tar-modes]. Change it.", "a.deb: /z: leads nowhere [links]. Change it.")
                .doesNotContain("a.deb: /x100: mode 777 [tar-modes]. Change it.");
        assertThat(lines.rest()).containsExactly("a.deb: [tar-modes] and 50 more findings of this check");
        assertThat(lines.total()).isEqualTo(152);
    }

    private static Diagnostic finding(String check, String deb, String path, String problem) {
        return new Diagnostic(new Place.InPackage(deb, path), check, Diagnostic.Severity.ERROR, problem, "Change it.");
    }
}
