// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.dryrun;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compared with sort, which has the same order. */
class FileVersionOrderTest {
    private static final List<String> PARTS = List.of(
            "6", "10", "9", "0", "007", "1", "a", "b", "Z", "-", "~", "rc1", ".", "..", ".conf", ".fc40", "+", "_",
            "amd64");

    @TempDir
    Path directory;

    @Test
    void isThatOfSort() throws IOException {
        Tools.require("sort");
        long seed = Long.getLong("grub-xen.seed", System.nanoTime());
        Random random = new Random(seed);
        TreeSet<String> names = new TreeSet<>();
        while (names.size() < 3000) {
            StringBuilder name = new StringBuilder("x"); // hidden files differ from release to release
            for (int i = random.nextInt(6); i >= 0; i--) {
                name.append(PARTS.get(random.nextInt(PARTS.size())));
            }
            names.add(name.toString());
        }
        Files.write(directory.resolve("names"), names);
        String sorted = Tools.run(directory, "sh", "-c", "LC_ALL=C sort -V names");
        List<String> ours = new ArrayList<>(names);
        ours.sort(new FileVersionOrder().thenComparing(Comparator.naturalOrder())); // sort breaks a tie by bytes
        List<String> theirs = sorted.lines().toList();
        for (int i = 1; i < ours.size(); i++) {
            assertThat(ours.get(i))
                    .as("after '" + ours.get(i - 1) + "', -Dgrub-xen.seed=" + seed)
                    .isEqualTo(theirs.get(i));
        }
    }

    @Test
    void putsTheNewestKernelOfFedoraLast() {
        List<String> names = new ArrayList<>(List.of(
                "id-6.10.3-200.fc40.x86_64.conf",
                "id-6.9.12-200.fc40.x86_64.conf",
                "id-0-rescue.conf",
                "id-6.10.0-0.rc7.fc40.x86_64.conf"));
        names.sort(new FileVersionOrder());
        assertThat(names)
                .containsExactly(
                        "id-0-rescue.conf",
                        "id-6.9.12-200.fc40.x86_64.conf",
                        "id-6.10.0-0.rc7.fc40.x86_64.conf",
                        "id-6.10.3-200.fc40.x86_64.conf");
    }
}
