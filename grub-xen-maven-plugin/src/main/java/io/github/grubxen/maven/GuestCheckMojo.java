// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.domain.GuestType;
import io.github.grubxen.guest.DomainJudge;
import io.github.grubxen.guest.GuestCheck;
import io.github.grubxen.guest.GuestImage;
import io.github.grubxen.guest.Judged;
import io.github.grubxen.guest.KnownFiles;
import io.github.grubxen.guest.Verdict;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Choice;
import io.github.grubxen.io.Diagnostic;
import io.github.grubxen.report.Report;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Says whether a guest boots under an image, without booting it: what the guest's config starts, whether GRUB can load the
 * kernel and initrd, and whether they fit into the guest's memory. Each problem has the message that GRUB or the kernel would
 * print, the reason and the remedy. The goal succeeds if the guest boots, also with warnings, and fails if it will not boot.
 * Checks many guests at once by their xl configurations. Needs no project.
 *
 * @since 0.9.0
 */
@Mojo(name = "guest-check", requiresProject = false, threadSafe = true)
public class GuestCheckMojo extends AbstractCommandLineMojo {
    private static final Choice<GuestType> TYPES =
            Choice.of("type of guest", List.of(GuestType.PVH, GuestType.PV), GuestType::toString);

    /**
     * The GRUB image that the host starts for the guest. Default: the {@code kernel} of the guest's xl configuration. With {@code
     * grub-xen.debs}, the name of one of the packages' images.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.image")
    private @Nullable File image;

    /**
     * Packages with images. The image for the guest's type is used.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.debs")
    private List<File> debs = new ArrayList<>();

    /**
     * The guest's xl configuration: type, memory and disks, and what contradicts the image. Other parameters take precedence.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.domain")
    private @Nullable File domain;

    /**
     * The xl configurations of many guests: a directory, of which the files {@code *.cfg} are read, or {@code -} for a list of
     * paths on standard input, one on each line.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.guests")
    private @Nullable String guests;

    /**
     * Checks the guest as it will be after the goal {@code guest-config} has moved it: {@code pvh} or {@code pv}.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.to")
    private @Nullable String to;

    /**
     * The guest's kernel, as its package has it. Default: the kernel that the config on the guest's disk starts.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.kernel")
    private @Nullable File kernel;

    /**
     * The guest's initrd. Default: as for the kernel.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.initrd")
    private @Nullable File initrd;

    /**
     * The guest's grub.cfg, if its disk is not given.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.config")
    private @Nullable File config;

    /**
     * Images of the guest's disks, raw or qcow2, xvda first. They are only read, without root and without mounting. Default: the
     * disks of the guest's xl configuration that are on this machine.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.disk")
    private List<File> disk = new ArrayList<>();

    /**
     * The guest's memory in MiB. Default: that of its xl configuration.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.memory")
    private @Nullable Integer memory;

    /**
     * Formats of a report for programs in {@code target/grub-xen/reports/}: {@code json}, {@code sarif}. Default: none.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.report")
    private List<String> report = new ArrayList<>();

    @Override
    void run() throws IOException {
        ReportFiles reports = reports(report);
        Optional<GuestType> type = to == null ? Optional.empty() : Optional.of(TYPES.read("grub-xen.to", to));
        KnownFiles files = new KnownFiles();
        GuestFiles given = GuestFiles.read(kernel, initrd, config, disk, memory, files, getLog());
        GuestImages images = GuestImages.of(image, debs, given.guest().kernel(), base());
        DomainJudge judge = new DomainJudge(images, files, new DomainJudge.Given(given.guest(), given.disks(), type));
        if (guests != null) {
            if (domain != null) {
                throw new BadInput("grub-xen.guests", "grub-xen.domain is set too", "Set one of them.");
            }
            new GuestTable(judge, log()).check(GuestList.of(guests, base()), reports);
            return;
        }
        if (domain != null) {
            Judged judged = judge.judge(GuestList.read(domain.toPath()));
            judged.image().ifPresent(this::log);
            finish(reports, judged.image().map(GuestImage::name).orElse(judged.file()), judged.verdict());
            return;
        }
        GuestImage read = images.image(type);
        log(read);
        finish(reports, read.name(), given.verdict(new GuestCheck(read, files)));
    }

    private void log(GuestImage read) {
        getLog().info("Image " + read.name() + ": " + read.summary());
    }

    /**
     * Reports a verdict about one guest.
     *
     * @param under name of the image, or of the guest's configuration if it names no image
     */
    private void finish(ReportFiles reports, String under, Verdict verdict) throws IOException {
        reports.write(new Report(
                "guest-check",
                verdict.findings().stream()
                        .map(finding -> new Report.Finding(finding, List.of(under), false))
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
                    "the guest will not boot under " + under + ", for the reasons listed above",
                    "Correct what is listed, and run the goal again.");
        }
        getLog().info("The guest " + verdict.outcome() + ", under " + under);
    }
}
