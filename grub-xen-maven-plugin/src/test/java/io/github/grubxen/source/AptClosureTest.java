// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.archive.ControlParagraph;
import io.github.grubxen.io.BadInput;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class AptClosureTest {
    private static final String LIST = """
            Package: tool
            Version: 1:2-1
            Architecture: amd64
            Pre-Depends: liba (>= 1)
            Depends: libb:any | libc, data (= 2),
             libd
            SHA256: 1111111111111111111111111111111111111111111111111111111111111111

            Package: liba
            Version: 1
            Architecture: amd64
            Depends: libb
            SHA256: 2222222222222222222222222222222222222222222222222222222222222222

            Package: libb
            Version: 1
            Architecture: amd64
            Depends: liba
            SHA256: 3333333333333333333333333333333333333333333333333333333333333333

            Package: libd
            Version: 1
            Architecture: all
            SHA256: 4444444444444444444444444444444444444444444444444444444444444444
            """;

    @Test
    void followsWhatThePatternNamesThroughCircles() throws IOException {
        List<AptPackage> found = resolve(List.of("tool"), "lib.*");
        assertThat(found).extracting(AptPackage::name).containsExactly("liba", "libb", "libd", "tool");
        assertThat(found.get(3).fileName()).isEqualTo("tool_1%3a2-1_amd64.deb");
        assertThat(found.get(2).fileName()).isEqualTo("libd_1_all.deb");
    }

    @Test
    void followsNothingElse() throws IOException {
        assertThat(resolve(List.of("tool"), "x")).extracting(AptPackage::name).containsExactly("tool");
    }

    @Test
    void namesWhatThePackageListsDoNotHave() {
        assertThatThrownBy(() -> resolve(List.of("tool", "other"), "data"))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("no package other in the package lists");
    }

    @Test
    void survivesANoteOfItself() throws IOException {
        AptPackage tool = resolve(List.of("tool"), "x").get(0);
        assertThat(AptPackage.of(tool.toParagraph())).isEqualTo(tool);
    }

    @Test
    void refusesANameThatWouldLeaveTheCache() throws IOException {
        ControlParagraph bad =
                resolve(List.of("tool"), "x").get(0).toParagraph().with("Version", "../x");
        assertThatThrownBy(() -> AptPackage.of(bad)).hasMessageContaining("damaged entry");
    }

    private static List<AptPackage> resolve(List<String> roots, String follow) throws IOException {
        return new AptClosure(roots, Pattern.compile(follow)).resolve(AptClosureTest::show);
    }

    private static List<ControlParagraph> show(Collection<String> names) throws IOException {
        return ControlParagraph.readAll("list", LIST).stream()
                .filter(paragraph -> names.contains(paragraph.get("Package").orElse("")))
                .toList();
    }
}
