// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionOrderTest {
    private static final VersionOrder ORDER = new VersionOrder();
    private static final String CHARACTERS = "0019.+~-aZz";

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "2.06-13+deb12u1, 2.06-13+deb12u2",
        "2.06-13+deb12u9, 2.06-13+deb12u10",
        "2.06-13, 2.06-13+deb12u1",
        "2.14~rc1-1, 2.14-1",
        "2.12-9+deb13u4, 2.14-4",
        "2.14, 1:0.97",
        "2.06-9, 2.06-13"
    })
    void putsTheOlderFirst(String older, String newer) {
        assertThat(ORDER.compare(older, newer)).isNegative();
        assertThat(ORDER.compare(newer, older)).isPositive();
        assertThat(ORDER.compare(newer, newer)).isZero();
    }

    @Test
    void isDpkgsOrderForRandomVersions() throws IOException {
        Tools.require("dpkg", "sh");
        Random random = new Random(19);
        List<String> versions = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            StringBuilder version = new StringBuilder(random.nextInt(8) == 0 ? "1:" : "").append(random.nextInt(3));
            for (int left = random.nextInt(6); left > 0; left--) {
                version.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
            }
            versions.add(version.append('1').toString());
        }
        StringBuilder script = new StringBuilder();
        for (int i = 0; i < versions.size(); i += 2) {
            String both = versions.get(i) + " OP " + versions.get(i + 1);
            script.append("if dpkg --compare-versions ")
                    .append(both.replace("OP", "lt"))
                    .append("; then echo -1; elif dpkg --compare-versions ")
                    .append(both.replace("OP", "gt"))
                    .append("; then echo 1; else echo 0; fi\n");
        }
        Path file = Files.writeString(directory.resolve("compare"), script);
        Tools.run(directory, "sh", "-c", "sh '" + file + "' > out");
        List<String> expected = Files.readAllLines(directory.resolve("out"));
        assertThat(expected).hasSize(versions.size() / 2).contains("-1", "1");
        for (int i = 0; i < expected.size(); i++) {
            String one = versions.get(2 * i);
            String other = versions.get(2 * i + 1);
            assertThat(Integer.signum(ORDER.compare(one, other)))
                    .as(one + " and " + other)
                    .isEqualTo(Integer.parseInt(expected.get(i)));
        }
    }
}
