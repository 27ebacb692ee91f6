// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.config.GrubConfig;
import io.github.grubxen.config.NeededModules;
import io.github.grubxen.config.Placeholders;
import io.github.grubxen.config.Template;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.GrubRelease;
import io.github.grubxen.testing.UpdateGrub;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Configs that real programs and packages bring, and our own templates. */
class RealConfigsTest {
    @TempDir
    Path directory;

    @Test
    void ourOwnTemplatesHaveNoErrors() throws IOException {
        for (GrubRelease release : GrubRelease.values()) {
            for (Template template : Template.values()) {
                Bytes config = new Placeholders(
                                name -> template.value(name).or(() -> Optional.of("root=/dev/xvda console=hvc0")))
                        .fill(template.text(), List.of())
                        .text();
                for (Platform platform : Platform.values()) {
                    ModuleTree tree = release.tree(platform);
                    Optional<List<String>> needed = Optional.of(NeededModules.USUAL.of(GrubConfig.of(config), tree));
                    Lint lint = new Lint(Rules.with("<lint>", Map.of()), Linted.OPTIONS);
                    lint.add("a.bin", GrubConfig.of(config), Linted.plan(config, needed, List.of()), tree);
                    lint.add("b.bin", GrubConfig.of(config), Linted.standalone(config, needed), tree);
                    assertThat(lint.shown())
                            .as("%s %s %s", release, template, platform)
                            .allMatch(shown -> template == Template.EXTRA_KERNEL
                                    && shown.text().contains("[newer-variable]"));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Platform.class)
    void whatDebianPublishesHasNoFindings(Platform platform) throws IOException {
        for (GrubRelease release : GrubRelease.values()) {
            Bytes config = Linted.text(release.publishedConfig(platform));
            Lint lint = new Lint(Rules.with("<lint>", Map.of()), Linted.OPTIONS);
            lint.add(
                    "a",
                    GrubConfig.of(config),
                    Linted.plan(config, Optional.empty(), List.of()),
                    release.tree(platform));
            assertThat(lint.shown()).as("%s", release).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("io.github.grubxen.testing.Releases#withPlatforms")
    void whatUpdateGrubWritesHasNoErrors(GrubRelease release, Platform platform) throws IOException {
        for (String terminal : UpdateGrub.TERMINALS) {
            Bytes config = new UpdateGrub(release, directory).config(terminal);
            Lint lint = new Lint(Rules.with("<lint>", Map.of()), Linted.OPTIONS);
            lint.add(
                    "a",
                    GrubConfig.of(config),
                    Linted.plan(config, Optional.empty(), List.of()),
                    release.tree(platform));
            assertThat(lint.shown())
                    .as(terminal)
                    .allMatch(shown -> shown.text().contains(" [no-screen]. ")
                            || (terminal.equals("serial") && shown.text().contains("no command 'serial'")));
        }
    }
}
