// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of checks in verify.md beside the checks of the code. */
class VerifyPageTest {
    private static final Path PAGE = Path.of("src/site/markdown/verify.md");

    /** The first cell of a row: names of checks, separated by commas. */
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ((?:`[a-z0-9-]+`(?:, )?)+) \\|");

    private static final Pattern NAME = Pattern.compile("`([a-z0-9-]+)`");

    @Test
    void listsTheChecksThatExist() throws IOException {
        List<String> listed = new ArrayList<>();
        for (MatchResult row : ROW.matcher(Files.readString(PAGE)).results().toList()) {
            NAME.matcher(row.group(1)).results().forEach(name -> listed.add(name.group(1)));
        }
        List<String> existing = Stream.of(Check.values()).map(Check::id).toList();
        assertThat(listed).containsExactlyInAnyOrderElementsOf(existing);
    }
}
