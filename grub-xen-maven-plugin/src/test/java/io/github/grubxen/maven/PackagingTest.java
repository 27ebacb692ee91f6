// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The packaging grub-xen, as META-INF/plexus/components.xml declares it. */
class PackagingTest {

    private static final Pattern GOAL =
            Pattern.compile("(?<=[\\s>,])([\\w.]+):([\\w-]+):(?:([\\d.]+):)?(\\w+)(?=[\\s<,])");

    @Test
    void takesPluginsOfOthersInAFixedVersionNotInWhatIsTheLatest() throws IOException {
        List<MatchResult> goals;
        try (InputStream in = PackagingTest.class.getResourceAsStream("/META-INF/plexus/components.xml")) {
            assertThat(in).isNotNull();
            goals = GOAL.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .results()
                    .toList();
        }
        assertThat(goals).hasSize(8);
        assertThat(goals)
                .filteredOn(goal -> !goal.group(1).equals("io.github.grubxen"))
                .hasSize(2)
                .allMatch(goal -> goal.group(3) != null);
    }
}
