// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page about lint against the rules that there are. */
class DocumentedRulesTest {
    private static final Pattern ROW = Pattern.compile("\\| `([a-z-]+)` \\|.*\\| (error|warning) \\|");
    private static final Pattern ALWAYS = Pattern.compile("\\| `([a-z-]+)` \\| [^|]* \\|");

    @Test
    void eachRuleIsInTheTableWithItsSeverityAndEachRowIsARule() throws IOException {
        Map<String, String> rules = new TreeMap<>();
        Rules.all().forEach(rule -> rules.put(rule.name(), rule.level() == RuleLevel.ERROR ? "error" : "warning"));
        Map<String, String> rows = new TreeMap<>();
        for (String line : page()) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                assertThat(rows.put(row.group(1), row.group(2)))
                        .as(row.group(1))
                        .isNull();
            }
        }
        assertThat(rows).isEqualTo(rules);
    }

    @Test
    void whatIsAlwaysAnErrorIsInATableOfItsOwn() throws IOException {
        Set<String> rows = new TreeSet<>();
        for (String line : page()) {
            Matcher row = ALWAYS.matcher(line);
            if (row.matches()) {
                rows.add(row.group(1));
            }
        }
        assertThat(rows)
                .containsExactlyInAnyOrder(Rules.SYNTAX, Rules.PLACEHOLDER, Rules.TOO_LONG, Rules.IMAGE, Rules.COMMENT);
    }

    private static List<String> page() throws IOException {
        return Files.readAllLines(Path.of("src/site/markdown/lint.md"));
    }
}
