// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.codehaus.plexus.component.repository.ComponentDependency;
import org.junit.jupiter.api.Test;

/** The jars that a user of the plugin downloads are those of dependencies.md, and as large as it says. */
class DependenciesTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([\\w-]+) \\| (\\d+) \\| .{10,} \\|$");
    private static final Pattern SUM = Pattern.compile("these (\\d+) jars, ([\\d.]+) MB");

    @Test
    void thePageListsEachJarWithItsSize() throws IOException {
        String page = Files.readString(Path.of("src/site/markdown/dependencies.md"));
        Map<String, Long> listed = new TreeMap<>();
        for (MatchResult row : ROW.matcher(page).results().toList()) {
            listed.put(row.group(1), Long.parseLong(row.group(2)));
        }
        Map<String, Long> declared = new TreeMap<>();
        long bytes = 0;
        for (ComponentDependency jar : dependencies(Goal.descriptor())) {
            long size = size(jar.getArtifactId() + "-" + jar.getVersion() + ".jar");
            declared.put(jar.getArtifactId(), Math.round(size / 1000.0));
            bytes += size;
        }
        assertThat(listed).isEqualTo(declared);
        MatchResult sum = SUM.matcher(page).results().findFirst().orElseThrow();
        assertThat(sum.group(1)).isEqualTo(Integer.toString(declared.size()));
        assertThat(Double.parseDouble(sum.group(2))).isEqualTo(Math.round(bytes / 1e5) / 10.0);
    }

    @Test
    void noneOfThemIsThereForMavensArchiver() throws IOException {
        assertThat(dependencies(Goal.descriptor()))
                .extracting(ComponentDependency::getArtifactId)
                .doesNotContain("maven-archiver", "plexus-archiver", "aircompressor", "plexus-sec-dispatcher");
    }

    private static List<ComponentDependency> dependencies(PluginDescriptor plugin) {
        return plugin.getDependencies();
    }

    private static long size(String name) {
        return Arrays.stream(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                        .split(File.pathSeparator, -1))
                .map(File::new)
                .filter(file -> file.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("not on the class path: " + name))
                .length();
    }
}
