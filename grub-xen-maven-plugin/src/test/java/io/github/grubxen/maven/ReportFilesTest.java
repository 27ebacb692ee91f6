// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.report.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFilesTest {
    private static final Report NOTHING = new Report("lint", List.of(), List.of());

    @TempDir
    Path directory;

    private final List<String> lines = new ArrayList<>();

    private final GoalLog log = new GoalLog(
            new SystemStreamLog() {
                @Override
                public void info(CharSequence line) {
                    lines.add(line.toString());
                }
            },
            Duration.ZERO);

    @Test
    void areWrittenInEachFormatAlsoWithoutFindings() throws IOException {
        files(List.of(" json", "sarif")).write(NOTHING);
        assertThat(directory.resolve("reports/lint.json")).content().contains("\"findings\": []");
        assertThat(directory.resolve("reports/lint.sarif")).content().contains("\"results\": []");
        assertThat(lines).hasSize(2).first().asString().startsWith("Wrote lint.json, ");
    }

    @Test
    void areNotMadeWhereNoFormatIsWanted() throws IOException {
        files(List.of()).write(NOTHING);
        assertThat(directory.resolve("reports")).doesNotExist();
    }

    @Test
    void refuseAnUnknownFormatBeforeTheWork() {
        assertThatThrownBy(() -> files(List.of("json", "xml")))
                .isInstanceOf(BadInput.class)
                .hasMessage("grub-xen.report: 'xml' is not a format of a report. Use json or sarif.");
    }

    private ReportFiles files(List<String> formats) throws BadInput {
        return ReportFiles.of(formats, directory.resolve("reports"), directory, "1.2", log);
    }
}
