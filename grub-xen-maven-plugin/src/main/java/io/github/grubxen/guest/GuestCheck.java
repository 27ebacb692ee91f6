// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.guest;

import io.github.grubxen.dryrun.Disks;
import io.github.grubxen.dryrun.FilePath;
import io.github.grubxen.dryrun.Started;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Diagnostic;
import io.github.grubxen.kernel.BzImage;
import io.github.grubxen.kernel.Initrd;
import io.github.grubxen.kernel.LinuxKernel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides whether a guest boots under an image.
 *
 * @param image the image
 * @param files kernels and initrds that have been read
 */
public record GuestCheck(GuestImage image, KnownFiles files) {
    /** The verdict about a guest. */
    public Verdict of(Guest guest) throws IOException {
        Set<Diagnostic> findings = new LinkedHashSet<>();
        Set<String> unknown = new LinkedHashSet<>();
        GuestImage last = image;
        Guest known = guest;
        Optional<GuestRun> run = run(guest);
        Optional<Started> linux = run.flatMap(GuestRun::linux);
        if (run.isPresent()) {
            findings.addAll(run.get().findings());
            unknown.addAll(run.get().unknown());
            last = run.get().image();
            if (linux.isPresent()) {
                Disks disks = guest.disks()
                        .orElseGet(() -> new OneConfig(guest.config().orElseThrow()));
                known = loaded(guest, disks, linux.get(), findings);
                findings.addAll(new CommandLine(
                                linux.get(),
                                disks,
                                guest.allDisks(),
                                image.platform().isPvh())
                        .check());
            }
        }
        if (known.kernel().isEmpty()) {
            if (run.isEmpty() || linux.isPresent()) {
                unknown.add("The kernel was not given, so nothing was checked of it.");
            }
        } else {
            KernelCheck check = new KernelCheck(last, known, run.isPresent());
            findings.addAll(check.findings());
            unknown.addAll(check.unknown());
        }
        return new Verdict(
                List.copyOf(findings),
                List.copyOf(unknown),
                linux.map(GuestCheck::summary),
                known.kernel().isPresent());
    }

    private Optional<GuestRun> run(Guest guest) throws IOException {
        if (guest.disks().isPresent()) {
            return Optional.of(GuestRun.of(image, guest.disks().get()));
        }
        return guest.config().isPresent()
                ? Optional.of(GuestRun.of(image, guest.config().get()))
                : Optional.empty();
    }

    /** The guest with the kernel and initrds that its config loads. */
    private Guest loaded(Guest guest, Disks disks, Started linux, Set<Diagnostic> findings) throws IOException {
        Guest known = guest;
        if (disks.isAssumed()) {
            return known;
        }
        if (guest.kernel().isEmpty()) {
            Optional<Bytes> kernel = read(disks, linux.file(), BzImage.MAX_BYTES);
            if (kernel.isPresent()) {
                try {
                    LinuxKernel read = files.kernel(kernel.get());
                    known = known.with(read);
                } catch (BadInput e) {
                    findings.add(e.diagnostic().by(GuestRule.BOOT_PROTOCOL.id()));
                }
            }
        }
        if (guest.initrds().isEmpty()) {
            List<Initrd> initrds = new ArrayList<>();
            for (FilePath file : linux.initrds()) {
                Optional<Bytes> initrd = read(disks, file, Initrd.MAX_BYTES);
                if (initrd.isPresent()) {
                    initrds.add(files.initrd(initrd.get()));
                }
            }
            known = known.with(initrds);
        }
        return known;
    }

    private static Optional<Bytes> read(Disks disks, FilePath file, long limit) throws IOException {
        return disks.read(file.device(), file.path(), limit);
    }

    private static String summary(Started linux) {
        String entries = linux.entries().isEmpty() ? "" : "menu entry '" + String.join(" > ", linux.entries()) + "': ";
        String initrds = linux.initrds().isEmpty()
                ? ""
                : ", initrd "
                        + String.join(
                                ", ",
                                linux.initrds().stream().map(FilePath::toString).toList());
        return entries + "linux " + linux.file() + " " + String.join(" ", linux.arguments()) + initrds;
    }
}
