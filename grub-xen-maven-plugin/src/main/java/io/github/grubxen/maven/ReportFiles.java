// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.io.AtomicFile;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.report.JsonReport;
import io.github.grubxen.report.Report;
import io.github.grubxen.report.SarifReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * The files in which a goal reports to programs.
 *
 * @param formats {@code json} or {@code sarif}; none where no report is wanted
 * @param directory where the files go
 * @param root the directory of the sources
 * @param version the version of this plugin
 */
record ReportFiles(List<String> formats, Path directory, Path root, String version) {
    private static final String PROPERTY = "grub-xen.report";

    /**
     * The wanted formats, which are checked before the work begins.
     *
     * @param known the formats of the goal
     */
    ReportFiles(List<String> formats, List<String> known, Path directory, Path root, String version) throws BadInput {
        this(Entries.of(PROPERTY, formats), directory, root, version);
        for (String format : this.formats) {
            if (!known.contains(format)) {
                throw new BadInput(
                        PROPERTY,
                        "'" + format + "' is no format of this goal's report",
                        "Use " + String.join(" or ", known) + ".");
            }
        }
    }

    /** Writes a file for each format, also when there is nothing to report. */
    void write(Report report) throws IOException {
        for (String format : formats) {
            String text = format.equals("json") ? JsonReport.of(report) : SarifReport.of(report, root, version);
            AtomicFile.write(
                    directory.resolve(report.goal() + "." + format),
                    out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
        }
    }
}
