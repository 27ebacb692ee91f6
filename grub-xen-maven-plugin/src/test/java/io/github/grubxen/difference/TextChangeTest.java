// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.difference;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.io.ExternalProgram;
import io.github.grubxen.testing.Mutations;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextChangeTest {
    @Test
    void namesTheLinesThatDiffer() {
        assertThat(change("a\nb\nc\n", "a\nB\nc\n").words()).isEqualTo("line 2 changed");
        assertThat(change("a\nd\n", "a\nb\nc\nd\n").words()).isEqualTo("lines 2-3 added");
        assertThat(change("a\nb\nc\nd\n", "x\na\nb\nc\n").words()).isEqualTo("line 1 added, line 4 removed");
    }

    @Test
    void showsEachLineWithItsNumberInItsText() {
        assertThat(change("a\nb\nc\n", "a\nx\ny\nc\n").lines()).containsExactly("-2  b", "+2  x", "+3  y");
    }

    @Test
    void showsThatALineEndIsMissing() {
        assertThat(change("a\n", "a").lines()).containsExactly("-1  a", "+1  a (without a line end)");
    }

    @Test
    void countsTheLinesOfMoreThanSixPlaces() {
        String former = "a\nx\nb\nx\nc\nx\nd\nx\ne\nx\nf\nx\ng\n";
        assertThat(change(former, former.replaceAll("[a-g]", "new")).words())
                .isEqualTo("7 places changed: 7 lines removed, 7 added");
    }

    @Test
    void turnsOneRandomTextIntoTheOther() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 2000; i++) {
            String former = text(random, 12);
            String newer = random.nextBoolean() ? text(random, 12) : Mutations.of(former, "\n", List.of("n\n"), random);
            TextChange change = change(former, newer);
            assertThat(applied(change, former)).as("seed %d", seed).isEqualTo(newer);
            assertThat(change.hunks().isEmpty()).isEqualTo(former.equals(newer));
        }
    }

    @Test
    void findsAsFewLinesAsDiffDoes(@TempDir Path directory) throws IOException {
        Tools.require("diff");
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 60; i++) {
            String former = text(random, 40);
            String newer = text(random, 40);
            Files.writeString(directory.resolve("former"), former);
            Files.writeString(directory.resolve("newer"), newer);
            List<String> command = List.of("diff", "--minimal", "former", "newer");
            String printed = ExternalProgram.run(command, Map.of(), directory, Duration.ofMinutes(1))
                    .output();
            assertThat(change(former, newer).lines()).as("seed %d", seed).hasSize((int) printed.lines()
                    .filter(line -> line.startsWith("<") || line.startsWith(">"))
                    .count());
        }
    }

    @Test
    void replacesEverythingBetweenTheEqualEndsIfTooMuchDiffers() {
        String former = "first\n" + "a\n".repeat(LineComparison.MOST_EDITS) + "last\n";
        String newer = "first\n" + "b\n".repeat(LineComparison.MOST_EDITS) + "last\n";
        assertThat(change(former, newer).words()).isEqualTo("lines 2-" + (LineComparison.MOST_EDITS + 1) + " changed");
    }

    private static TextChange change(String former, String newer) {
        return TextChange.of(former, newer);
    }

    /** Few different lines, so that many are equal; sometimes without the last line end. */
    private static String text(Random random, int most) {
        StringBuilder text = new StringBuilder();
        for (int n = random.nextInt(most); n > 0; n--) {
            text.append((char) ('a' + random.nextInt(4))).append('\n');
        }
        return random.nextInt(4) == 0 ? text.append("end").toString() : text.toString();
    }

    private static String applied(TextChange change, String former) {
        List<String> lines = new ArrayList<>(TextChange.split(former));
        for (int i = change.hunks().size() - 1; i >= 0; i--) {
            TextChange.Hunk hunk = change.hunks().get(i);
            List<String> replaced = lines.subList(
                    hunk.oldLine() - 1, hunk.oldLine() - 1 + hunk.removed().size());
            assertThat(replaced).isEqualTo(hunk.removed());
            replaced.clear();
            lines.addAll(hunk.oldLine() - 1, hunk.added());
        }
        return String.join("", lines);
    }
}
