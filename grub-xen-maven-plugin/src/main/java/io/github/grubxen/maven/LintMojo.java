// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Diagnostic;
import io.github.grubxen.lint.Lint;
import io.github.grubxen.plan.ImageDirectory;
import io.github.grubxen.report.Report;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Reads the grub.cfg of each image as GRUB will, and reports everything that cannot work in that image, such as commands and
 * modules that the image lacks, kernels that are never started, and menus that wait forever. An error fails the build. Each
 * message names the file, line, column, rule and remedy.
 *
 * @since 0.9.0
 */
@Mojo(name = "lint", defaultPhase = LifecyclePhase.PREPARE_PACKAGE, threadSafe = true)
public class LintMojo extends AbstractImagesMojo {

    /**
     * The severity of each rule, one element each: {@code <no-initrd>off</no-initrd>}, or {@code warn} or {@code error}. Each
     * rule also has a property, such as {@code grub-xen.lint.no-initrd}.
     *
     * @since 0.9.0
     */
    @Parameter
    private Map<String, String> lint = new TreeMap<>();

    @Parameter(defaultValue = "${project.properties}", readonly = true, required = true)
    private Properties projectProperties;

    /**
     * Formats of a report for programs in {@code target/grub-xen/reports/}: {@code json}, {@code sarif}. Default: none.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.report")
    private List<String> report = new ArrayList<>();

    /**
     * Skips this goal.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.lint.skip", defaultValue = "false")
    private boolean skipLint;

    @Override
    boolean skipGoal() {
        return skipLint;
    }

    @Override
    void make() throws IOException {
        ReportFiles reports = reports(report);
        LintRun run =
                new LintRun(LintProperties.of(lint, projectProperties, session().getUserProperties()), trees());
        List<ImageDirectory.Named> images = images(timestamp());
        Lint linted = run.of(images);
        reports.write(new Report(
                "lint", linted.findings().stream().map(Lint.Linted::finding).toList(), List.of()));
        int errors = 0;
        for (Lint.Shown shown : linted.shown()) {
            if (shown.severity() == Diagnostic.Severity.ERROR) {
                getLog().error(shown.text());
                errors++;
            } else {
                getLog().warn(shown.text());
            }
        }
        if (errors > 0) {
            throw new BadInput(
                    "grub-xen:lint",
                    errors == 1 ? "one error, listed above" : errors + " errors, listed above",
                    "Correct the configs. To accept a finding on purpose, switch its rule off in <lint> or in a comment '# lint: off <rule>'.");
        }
        getLog().info("Linted the configs of " + images.size() + (images.size() == 1 ? " image" : " images"));
    }
}
