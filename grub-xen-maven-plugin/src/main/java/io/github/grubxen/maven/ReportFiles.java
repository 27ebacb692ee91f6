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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The files in which a goal reports to programs.
 *
 * @param formats what is written; nothing where no report is wanted
 * @param directory where the files go
 * @param root the directory of the sources
 * @param version the version of this plugin
 */
record ReportFiles(Set<String> formats, Path directory, Path root, String version) {
    private static final String PROPERTY = "grub-xen.report";
    private static final String JSON = "json";
    private static final String SARIF = "sarif";

    /**
     * The files of these formats, which are checked before the work of the goal begins.
     *
     * @throws BadInput when a format is unknown
     */
    static ReportFiles of(List<String> formats, Path directory, Path root, String version) throws BadInput {
        Set<String> wanted = new LinkedHashSet<>(Entries.of(PROPERTY, formats));
        for (String format : wanted) {
            if (!format.equals(JSON) && !format.equals(SARIF)) {
                throw new BadInput(PROPERTY, "'" + format + "' is no format of a report", "Use json or sarif.");
            }
        }
        return new ReportFiles(wanted, directory, root, version);
    }

    /** Writes a file for each format, also when there is nothing to report. */
    void write(Report report) throws IOException {
        if (formats.contains(JSON)) {
            write(report.goal() + ".json", JsonReport.of(report));
        }
        if (formats.contains(SARIF)) {
            write(report.goal() + ".sarif", SarifReport.of(report, root, version));
        }
    }

    private void write(String name, String text) throws IOException {
        AtomicFile.write(directory.resolve(name), out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }
}
