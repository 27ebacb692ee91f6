// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.guest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of rules in guest-check.md beside the rules of the code. */
class GuestPageTest {
    private static final Path PAGE = Path.of("src/site/markdown/guest-check.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z0-9-]+)` \\| (?:PV|PVH|both) \\|");

    @Test
    void listsTheRulesThatExist() throws IOException {
        List<String> listed = ROW.matcher(Files.readString(PAGE))
                .results()
                .map(row -> row.group(1))
                .toList();
        assertThat(listed)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(GuestRule.values()).map(GuestRule::id).toList());
    }
}
