// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.io.AtomicFile;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Choice;
import io.github.grubxen.report.JsonReport;
import io.github.grubxen.report.Report;
import io.github.grubxen.report.SarifReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The files with a goal's reports for programs.
 *
 * @param formats the formats to write; empty for no report
 * @param directory the directory of the files
 * @param root the directory of the sources
 * @param version the version of this plugin
 * @param log logs each file
 */
record ReportFiles(Set<Format> formats, Path directory, Path root, String version, GoalLog log) {
    private static final String PROPERTY = "grub-xen.report";
    private static final Choice<Format> FORMATS = Choice.of("format of a report", Format.values());

    /** A format of a report. */
    enum Format {
        JSON,
        SARIF
    }

    /**
     * The files of these formats, which are checked before the work of the goal begins.
     *
     * @throws BadInput if a format is unknown
     */
    static ReportFiles of(List<String> formats, Path directory, Path root, String version, GoalLog log)
            throws BadInput {
        Set<Format> wanted = EnumSet.noneOf(Format.class);
        for (String format : Entries.of(PROPERTY, formats)) {
            wanted.add(FORMATS.read(PROPERTY, format));
        }
        return new ReportFiles(wanted, directory, root, version, log);
    }

    /** Writes a file for each format, also when there is nothing to report. */
    void write(Report report) throws IOException {
        if (formats.contains(Format.JSON)) {
            write(report.goal() + ".json", JsonReport.of(report));
        }
        if (formats.contains(Format.SARIF)) {
            write(report.goal() + ".sarif", SarifReport.of(report, root, version));
        }
    }

    private void write(String name, String text) throws IOException {
        AtomicFile.write(directory.resolve(name), out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
        log.wrote(directory.resolve(name));
    }
}
