// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.guest;

import io.github.grubxen.dryrun.Disks;
import io.github.grubxen.dryrun.DryRun;
import io.github.grubxen.dryrun.FilePath;
import io.github.grubxen.dryrun.Modules;
import io.github.grubxen.dryrun.Result;
import io.github.grubxen.dryrun.Started;
import io.github.grubxen.format.Image;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Diagnostic;
import io.github.grubxen.io.Place;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Follows a guest's start: the image's config, the guest's configs, and a GRUB of the guest's own that the image starts.
 *
 * @param findings the problems on the way
 * @param unknown what was assumed
 * @param linux the kernel that is started; empty if none is
 * @param image the image that starts it: the host's, or the guest's own GRUB
 */
record GuestRun(List<Diagnostic> findings, List<String> unknown, Optional<Started> linux, GuestImage image) {
    /** The most stages of GRUB after each other. */
    private static final int MOST_STAGES = 4;

    /** The most of GRUB's messages that are reported. */
    private static final int MOST_ERRORS = 20;

    /** Variables that a GRUB knows if a module has their name in it. */
    private static final Map<String, String> VARIABLES =
            Map.of("btrfs_relative_path", "btrfs", "feature_blscfg", "normal");

    private static final String ADVICE = "Correct the config; in a guest of Debian, run update-grub.";

    /** Follows the start from the image. */
    static GuestRun of(GuestImage image, Disks disks) throws IOException {
        return follow(image, disks, 1);
    }

    /** Follows the start from a grub.cfg, if nothing else is known of the guest. */
    static GuestRun of(GuestImage image, Bytes config) throws IOException {
        Disks disks = new ImageDisks(image, new OneConfig(config));
        return finish(image, disks, new DryRun(image.platform(), modules(image), disks).config(OneConfig.PATH), 1);
    }

    private static GuestRun follow(GuestImage image, Disks guest, int stage) throws IOException {
        Disks disks = new ImageDisks(image, guest);
        Result result = new DryRun(image.platform(), modules(image), disks).image(image.early(), image.prefix());
        return finish(image, disks, result, stage);
    }

    private static Modules modules(GuestImage image) {
        Set<String> variables = VARIABLES.entrySet().stream()
                .filter(variable -> image.module(variable.getValue())
                        .filter(module -> module.content().latin1().contains(variable.getKey() + "\0"))
                        .isPresent())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        return new Modules(image.embedded().keySet(), image.memdisk().keySet(), GrubLists.commands(image), variables);
    }

    private static GuestRun finish(GuestImage image, Disks disks, Result result, int stage) throws IOException {
        Set<Diagnostic> findings = new LinkedHashSet<>();
        List<Result.Printed> errors = result.errors().stream()
                .filter(error -> !error.place().file().startsWith(image.name())) // the image's own searches print some
                .limit(MOST_ERRORS)
                .toList();
        for (Result.Printed error : errors) {
            findings.add(GuestRule.GRUB_ERROR.at(
                    error.place(),
                    Diagnostic.Severity.WARNING,
                    "GRUB prints an error, and waits up to 10 seconds for a key if this is in a menu entry",
                    List.of(error.text()),
                    "Correct the command."));
        }
        for (FilePath config : result.configs()) {
            if (!config.device().equals("memdisk")) {
                findings.addAll(ConfigLint.of(image, config, disks));
            }
        }
        Optional<Started> started = result.started();
        if (started.isEmpty()) {
            findings.add(notStarted(image, result));
            return new GuestRun(List.copyOf(findings), result.assumed(), started, image);
        }
        boolean linux = started.get().command().equals("linux");
        Optional<GuestImage> next = linux ? Optional.empty() : next(image, disks, started.get(), findings);
        if (next.isEmpty() || stage >= MOST_STAGES) {
            return new GuestRun(List.copyOf(findings), result.assumed(), started.filter(what -> linux), image);
        }
        GuestRun further = follow(next.get(), ((ImageDisks) disks).guest(), stage + 1);
        findings.addAll(further.findings);
        List<String> unknown = new ArrayList<>(result.assumed());
        unknown.addAll(further.unknown);
        return new GuestRun(List.copyOf(findings), List.copyOf(unknown), further.linux, further.image);
    }

    /** The guest's own GRUB, which the image starts. */
    private static Optional<GuestImage> next(GuestImage image, Disks disks, Started started, Set<Diagnostic> findings)
            throws IOException {
        Optional<Bytes> file =
                disks.read(started.file().device(), started.file().path(), Image.MAX_BYTES);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try {
            GuestImage next = GuestImage.of(file.get());
            if (next.platform() != image.platform()) {
                findings.add(GuestRule.SECOND_STAGE.at(
                        started.place(),
                        Diagnostic.Severity.ERROR,
                        started.file() + " is for " + next.platform() + ", and the image is for " + image.platform(),
                        List.of(),
                        "Install the second stage for " + image.platform() + " in the guest."));
                return Optional.empty();
            }
            return Optional.of(next);
        } catch (BadInput e) {
            findings.add(GuestRule.SECOND_STAGE.at(
                    started.place(),
                    Diagnostic.Severity.WARNING,
                    started.file() + ", which GRUB starts, is not a GRUB image for Xen ("
                            + e.diagnostic().problem() + "), so nothing is known of what it does",
                    List.of(),
                    "Check that it is the file that was meant."));
            return Optional.empty();
        }
    }

    private static Diagnostic notStarted(GuestImage image, Result result) {
        String what = switch (result.end()) {
            case WAITS_IN_MENU -> "the menu waits for a key: it has no timeout, or its default entry failed";
            case PROMPT -> "GRUB starts nothing, and shows its prompt";
            case HALTS -> "the config switches the guest off";
            case WAITS_FOR_KEY -> "a command waits for a key";
            case ENDLESS -> "the config does not end";
            case STARTS -> "";
        };
        Place place = result.configs().isEmpty()
                ? new Place.File(image.name())
                : new Place.File(
                        result.configs().get(result.configs().size() - 1).toString());
        return GuestRule.NOT_STARTED.at(
                place,
                Diagnostic.Severity.ERROR,
                what,
                List.of(),
                result.configs().isEmpty()
                        ? "Put a grub.cfg where the image looks for it, on a file system that it reads."
                        : ADVICE);
    }
}
