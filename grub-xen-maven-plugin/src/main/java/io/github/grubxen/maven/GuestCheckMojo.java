// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.format.Image;
import io.github.grubxen.guest.GuestCheck;
import io.github.grubxen.guest.GuestImage;
import io.github.grubxen.guest.KnownFiles;
import io.github.grubxen.guest.Verdict;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Diagnostic;
import io.github.grubxen.report.Report;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Says whether a guest boots under an image, without booting it: what the guest's config starts, whether GRUB can load the
 * kernel and initrd, and whether they fit into the guest's memory. Each problem has the message that GRUB or the kernel would
 * print, the reason and the remedy. The goal succeeds if the guest boots, also with warnings, and fails if it will not boot.
 * Needs no project.
 */
@Mojo(name = "guest-check", requiresProject = false, threadSafe = true)
public class GuestCheckMojo extends AbstractCommandLineMojo {
    /** The GRUB image that the host starts for the guest. */
    @Parameter(property = "grub-xen.image")
    private @Nullable File image;

    /** The guest's kernel, as its package has it. Default: the kernel that the config on the guest's disk starts. */
    @Parameter(property = "grub-xen.kernel")
    private @Nullable File kernel;

    /** The guest's initrd. Default: as for the kernel. */
    @Parameter(property = "grub-xen.initrd")
    private @Nullable File initrd;

    /** The guest's grub.cfg, if its disk is not given. */
    @Parameter(property = "grub-xen.config")
    private @Nullable File config;

    /** Images of the guest's disks, raw or qcow2, xvda first. They are only read, without root and without mounting. */
    @Parameter(property = "grub-xen.disk")
    private List<File> disk = new ArrayList<>();

    /** The guest's memory in MiB. */
    @Parameter(property = "grub-xen.memory")
    private @Nullable Integer memory;

    /** Formats of a report for programs in {@code target/grub-xen/reports/}: {@code json}, {@code sarif}. Default: none. */
    @Parameter(property = "grub-xen.report")
    private List<String> report = new ArrayList<>();

    @Override
    void run() throws IOException {
        ReportFiles reports = reports(report);
        GuestImage read =
                GuestImage.of(Bytes.read(needed("grub-xen.image", image, "no image to check"), Image.MAX_BYTES));
        getLog().info("Image " + read.name() + ": " + read.summary());
        KnownFiles files = new KnownFiles();
        Verdict verdict = new GuestFiles(kernel, initrd, config, disk, memory)
                .verdict(new GuestCheck(read, files), files, getLog());
        reports.write(new Report(
                "guest-check",
                verdict.findings().stream()
                        .map(finding -> new Report.Finding(finding, List.of(read.name()), false))
                        .toList(),
                List.of()));
        verdict.started().ifPresent(started -> getLog().info("Starts: " + started));
        for (Diagnostic finding : verdict.findings()) {
            if (finding.severity() == Diagnostic.Severity.ERROR) {
                getLog().error(finding.line());
            } else {
                getLog().warn(finding.line());
            }
        }
        verdict.unknown().forEach(line -> getLog().info("Not checked: " + line));
        if (verdict.outcome() == Verdict.Outcome.WILL_NOT_BOOT) {
            throw new BadInput(
                    "grub-xen:guest-check",
                    "the guest will not boot under " + read.name() + ", for the reasons listed above",
                    "Correct what is listed, and run the goal again.");
        }
        getLog().info("The guest " + verdict.outcome() + ", under " + read.name());
    }
}
