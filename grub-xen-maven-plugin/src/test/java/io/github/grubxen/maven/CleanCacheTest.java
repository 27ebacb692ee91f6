// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.KeyedDirectory;
import io.github.grubxen.testing.SilentLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The properties of the goal clean-cache, and what it says. */
class CleanCacheTest {
    @TempDir
    Path directory;

    private Goal goal = new Goal(Path.of(""));
    private Path unused = Path.of("");

    @BeforeEach
    void aCache() throws IOException {
        unused = tree("unused");
        tree("used");
        Files.setLastModifiedTime(
                unused.resolve(".contents"), FileTime.from(Instant.now().minus(Duration.ofDays(40))));
        goal = new Goal(directory).set("cache", "cache").set("unusedFor", 30);
    }

    @Test
    void deletesWhatIsUnusedForThirtyDays() throws Exception {
        goal.run("clean-cache", new CleanCacheMojo());
        assertThat(goal.lines())
                .containsExactly(
                        "built module trees: 2, 3.0 kB, last used in the last 24 hours",
                        "Deleted 1 of the built module trees, 1.5 kB",
                        "Deleted 1.5 kB, unused for 30 days; 1.5 kB are left in " + directory.resolve("cache"));
        assertThat(unused).doesNotExist();
    }

    @Test
    void theNumberOfDaysIsAProperty() throws Exception {
        goal.set("unusedFor", 41).run("clean-cache", new CleanCacheMojo());
        assertThat(unused).exists();
        assertThatThrownBy(() -> goal.set("unusedFor", -1).run("clean-cache", new CleanCacheMojo()))
                .isInstanceOf(MojoFailureException.class)
                .hasMessageStartingWith("grub-xen.unusedFor: '-1' is negative");
    }

    @Test
    void aDryRunDeletesNothing() throws Exception {
        goal.set("dryRun", true).set("all", true).run("clean-cache", new CleanCacheMojo());
        assertThat(goal.lines())
                .contains("Would delete 2 of the built module trees, 3.0 kB")
                .last()
                .isEqualTo("Would delete 3.0 kB; 0.0 kB would be left in " + directory.resolve("cache"));
        assertThat(unused).exists();
    }

    @Test
    void withoutACacheItSaysSo() throws Exception {
        goal.set("cache", "none").run("clean-cache", new CleanCacheMojo());
        assertThat(goal.lines()).containsExactly("There is no cache " + directory.resolve("none"));
        assertThat(directory.resolve("none")).doesNotExist();
    }

    private Path tree(String key) throws IOException {
        return KeyedDirectory.of(
                directory.resolve("cache/build"),
                "i386-xen",
                key,
                new SilentLog(),
                fresh -> Files.write(fresh.resolve("file"), new byte[1430]));
    }
}
