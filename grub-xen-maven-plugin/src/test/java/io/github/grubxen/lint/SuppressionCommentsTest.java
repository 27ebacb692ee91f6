// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.config.GrubConfig;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Diagnostic;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.GrubRelease;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Rules that are switched off or on, in the POM and in the config. */
class SuppressionCommentsTest {
    @Test
    void rulesAreSwitchedInThePomAndInTheConfig() throws IOException {
        String config = "linux /v ro; initrd /i; boot\n";
        assertThat(severities(config, Map.of())).containsExactly(Diagnostic.Severity.WARNING);
        assertThat(severities(config, Map.of("no-console", "error"))).containsExactly(Diagnostic.Severity.ERROR);
        assertThat(severities(config, Map.of("no-console", "off"))).isEmpty();
        assertThat(severities("# lint: off no-console\n" + config, Map.of())).isEmpty();
        assertThat(severities(config.strip() + " # lint: off no-console, no-boot\n", Map.of()))
                .isEmpty();
        assertThat(severities("# lint: off no-console\n\n" + config, Map.of()))
                .containsExactly(Diagnostic.Severity.WARNING);
        assertThat(severities("# lint: file error no-console\n\n" + config, Map.of()))
                .containsExactly(Diagnostic.Severity.ERROR);
        assertThat(severities("# lint: off no-console\n# lint: off no-boot\n" + config, Map.of()))
                .isEmpty();
    }

    @Test
    void aCommentIsForAllLinesOfItsCommand() throws IOException {
        String rest = "initrd /i; boot\n";
        assertThat(severities("linux /v \\\n ro # lint: off no-console\n" + rest, Map.of()))
                .isEmpty();
        assertThat(severities("# lint: off newer-variable\necho a \\\n $xen_grub_env_x\nhalt\n", Map.of()))
                .isEmpty();
        assertThat(severities("echo '# lint: off no-console'\nlinux /v ro\n" + rest, Map.of()))
                .as("no comment")
                .containsExactly(Diagnostic.Severity.WARNING);
    }

    @Test
    void aRuleThatThereIsNotIsNamed() {
        assertThatThrownBy(() -> Rules.with("<lint>", Map.of("no-such", "off")))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("<lint>: 'no-such' is not a rule. There are: unknown-command, ");
        assertThatThrownBy(() -> Rules.with("<lint>", Map.of("no-boot", "maybe")))
                .hasMessageContaining("<lint>/<no-boot>: 'maybe' is not a level of a rule. Use off, warn or error");
    }

    @Test
    void aCommentThatSaysNothingIsNamedEvenWhereNothingIsFound() throws IOException {
        assertThat(Linted.baked("true\ntrue # lint: file off no-such\n"))
                .singleElement()
                .asString()
                .contains("site.cfg:2:6: 'no-such' is not a rule [lint-comment]. There are: unknown-command, ");
        assertThat(Linted.baked("# lint: of no-boot\ntrue\n"))
                .singleElement()
                .asString()
                .contains(
                        "site.cfg:1:1: '# lint: of no-boot' names no level or no rule [lint-comment]. Write # lint: off");
        assertThat(Linted.baked("echo \"# lint: off no-console\"\n")).isEmpty();
    }

    private static List<Diagnostic.Severity> severities(String config, Map<String, String> changes) throws IOException {
        ModuleTree tree = GrubRelease.BOOKWORM.tree(Platform.X86_64_XEN);
        Map<String, String> all = new TreeMap<>(changes);
        all.put("not-in-memdisk", "off");
        Lint lint = new Lint(Rules.with("<lint>", all), Linted.OPTIONS);
        lint.add(
                "a.bin",
                GrubConfig.of(Linted.text(config)),
                Linted.plan(Linted.text(config), Optional.empty(), List.of()),
                tree);
        return lint.shown().stream().map(Lint.Shown::severity).toList();
    }
}
