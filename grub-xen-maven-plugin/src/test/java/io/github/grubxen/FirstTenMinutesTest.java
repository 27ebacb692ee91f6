// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The commands that the script .ci/ten-minutes takes from the README. A nightly build runs them. */
class FirstTenMinutesTest {
    private static final Path TOP = Path.of("..");

    @Test
    void areTheCommandsOfTheReadme() throws IOException {
        Tools.require("awk");
        List<String> commands =
                Tools.run(TOP, "bash", ".ci/ten-minutes", "-n").lines().toList();
        assertThat(commands)
                .startsWith("mvn install -DskipTests -Dinvoker.skip -pl grub-xen-maven-plugin -am")
                .containsSubsequence(
                        "cd ~/site-boot",
                        "mvn io.github.grubxen:grub-xen-maven-plugin:0.1.0-SNAPSHOT:init",
                        "mvn package",
                        "mvn verify -Dgrub-xen.boot.skip=false");
        String readme = Files.readString(TOP.resolve("README.md"));
        assertThat(commands).allSatisfy(command -> assertThat(readme).contains("\n" + command + "\n"));
    }
}
