// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.config.GrubConfigs;
import io.github.grubxen.lint.ImageOptions;
import io.github.grubxen.lint.Lint;
import io.github.grubxen.lint.Rules;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.plan.ImageDirectory;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.script.Script;
import io.github.grubxen.source.DirectorySource;
import io.github.grubxen.source.ModulesDirectory;
import io.github.grubxen.testing.GrubRelease;
import io.github.grubxen.testing.SilentLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Counts what the goals lint and images look at. Two of the three configs differ between platforms. */
class DecidedOnceTest {
    private static final Map<String, String> CONFIGS = Map.of(
            "one", "search -s root -f /vmlinuz\nlinux /vmlinuz\nboot\n",
            "two", "echo @platform@\nlinux /vmlinuz\nboot\n",
            "three", "echo @cpu@\nlinux /vmlinuz\nboot\n");

    /** one, two for each platform, three for each processor. */
    private static final int TEXTS = 1 + 3 + 2;

    private final Map<String, Integer> parsed = new TreeMap<>();
    private final Map<Platform, ModuleTree> trees = new EnumMap<>(Platform.class);
    private final Map<String, Integer> read = new TreeMap<>();

    @TempDir
    Path directory;

    private ModulesDirectory modules = new ModulesDirectory(Path.of("."));

    @BeforeEach
    void fill() throws IOException {
        for (Map.Entry<String, String> config : CONFIGS.entrySet()) {
            Files.writeString(directory.resolve(config.getKey() + ".cfg"), config.getValue());
        }
        modules = new ModulesDirectory(directory.resolve("modules"));
        modules.fill(new DirectorySource(GrubRelease.BOOKWORM.grubDirectory()), EnumSet.allOf(Platform.class));
        for (Platform platform : Platform.values()) {
            ModuleTree tree = modules.tree(platform);
            trees.put(
                    platform,
                    new ModuleTree(
                            platform,
                            tree.name(),
                            tree.info(),
                            tree.kernel(),
                            tree.modules(),
                            new Counting<>(tree.lists(), read),
                            tree.parsedLists(),
                            new Counting<>(tree.dependencies(), read)));
        }
    }

    @Test
    void eachTextIsParsedOnceForAllGoals() throws IOException {
        GrubConfigs configs = new GrubConfigs(text -> {
            parsed.merge(text.utf8(), 1, Integer::sum);
            return Script.parse(text);
        });
        lint(images(configs));
        write(images(configs));
        assertThat(parsed).hasSize(TEXTS);
        assertThat(parsed.values()).containsOnly(1);
    }

    @Test
    void theListsOfATreeAreNotReadAgainForAnImage() throws IOException {
        lint(images(new GrubConfigs()));
        write(images(new GrubConfigs()));
        assertThat(read.keySet()).isNotEmpty().noneMatch(name -> name.endsWith(".lst"));
    }

    @Test
    void theModulesOfAnImageAreResolvedOnce() throws IOException {
        List<ImageDirectory.Named> images = images(new GrubConfigs());
        lint(images);
        assertThat(read).as("what asks for the needs of this module, in lint").containsEntry("normal", images.size());
        read.clear();
        write(images);
        assertThat(read).as("in images").containsEntry("normal", images.size());
    }

    private ModuleTree tree(Platform platform) {
        return Objects.requireNonNull(trees.get(platform));
    }

    private List<ImageDirectory.Named> images(GrubConfigs configs) throws IOException {
        return new Site(Preset.SITE, directory, name -> Optional.empty(), modules, configs, 0, new Site.Shared())
                .images(List.of());
    }

    private void lint(List<ImageDirectory.Named> images) throws IOException {
        Lint lint = new Lint(
                Rules.with("<lint>", Map.of("no-initrd", "off")),
                new ImageOptions("<addModules>", "<decompressors>", "<files>"));
        for (ImageDirectory.Named image : images) {
            lint.add(image.fileName(), image.config(), image.plan(), tree(image.platform()));
        }
        assertThat(lint.shown()).isNotEmpty();
    }

    private void write(List<ImageDirectory.Named> images) throws IOException {
        assertThat(images).hasSize(CONFIGS.size() * Platform.values().length);
        new ImageDirectory(images).writeTo(directory.resolve("images"), this::tree, new SilentLog());
        assertThat(directory.resolve("images")).isDirectoryContaining("glob:**.bin");
    }

    /** A map that counts how often a key is looked up, whoever does so. */
    private static final class Counting<V> extends TreeMap<String, V> {
        private static final long serialVersionUID = 1;
        private final transient Map<String, Integer> read;

        Counting(Map<String, V> map, Map<String, Integer> read) {
            this.read = read;
            putAll(map);
        }

        @Override
        public @Nullable V get(Object key) {
            count(key);
            return super.get(key);
        }

        @Override
        public V getOrDefault(Object key, V other) {
            count(key);
            V value = super.get(key);
            return value == null ? other : value;
        }

        private void count(Object key) {
            synchronized (read) {
                read.merge((String) key, 1, Integer::sum);
            }
        }
    }
}
