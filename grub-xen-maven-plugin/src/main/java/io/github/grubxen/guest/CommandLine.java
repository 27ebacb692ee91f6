// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.guest;

import io.github.grubxen.dryrun.Disks;
import io.github.grubxen.dryrun.Started;
import io.github.grubxen.io.Diagnostic;
import io.github.grubxen.io.Diagnostic.Severity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The kernel command line of a guest: its console, and its root device on the guest's disks.
 *
 * <p>Source: Linux, Documentation/admin-guide/kernel-parameters.txt, init/do_mounts.c and drivers/block/xen-blkfront.c.
 *
 * @param started the kernel with its command line and initrds
 * @param disks the guest's disks
 * @param all whether these are all of its disks
 * @param pvh whether the guest is PVH
 */
record CommandLine(Started started, Disks disks, boolean all, boolean pvh) {
    private static final Pattern OTHER_DISK = Pattern.compile("/dev/(?:[shv]d[a-z]+\\d*|nvme\\S*|mmcblk\\S*)");
    private static final Pattern XEN_DISK = Pattern.compile("/dev/(xvd[a-z]+)(\\d*)");
    private static final Pattern GUESTS_CONSOLE = Pattern.compile("hvc0(,.*)?");

    /** The message of Debian's initrd for a root device that does not appear. */
    private static final String ALERT = "ALERT!  %s does not exist.  Dropping to a shell!";

    List<Diagnostic> check() throws IOException {
        List<Diagnostic> findings = new ArrayList<>();
        console().ifPresent(findings::add);
        Optional<String> root = last("root");
        if (root.isEmpty()) {
            findings.add(GuestRule.ROOT_DEVICE.at(
                    started.place(),
                    Severity.WARNING,
                    "the kernel command line has no root=",
                    List.of(),
                    "Add it, unless the initrd knows the root file system by itself."));
        } else {
            root(root.get()).ifPresent(findings::add);
        }
        return findings;
    }

    /** The value of the last parameter of a name. */
    private Optional<String> last(String name) {
        return started.arguments().stream()
                .filter(argument -> argument.startsWith(name + "="))
                .map(argument -> argument.substring(name.length() + 1))
                .reduce((first, last) -> last);
    }

    /** Linux chooses the console of a PV guest by itself, if no other one is named. */
    private Optional<Diagnostic> console() {
        Optional<String> console = last("console");
        boolean named = started.arguments().stream()
                .filter(argument -> argument.startsWith("console="))
                .anyMatch(argument -> GUESTS_CONSOLE
                        .matcher(argument.substring("console=".length()))
                        .matches());
        if (named || (console.isEmpty() && !pvh)) {
            return Optional.empty();
        }
        return Optional.of(GuestRule.CONSOLE.at(
                started.place(),
                Severity.WARNING,
                console.map(other ->
                                "the kernel command line has console=" + other + ", which is not the guest's console")
                        .orElse("the kernel command line has no console=, so a PVH guest's messages do not appear"),
                List.of(),
                "Add console=hvc0."));
    }

    private Optional<Diagnostic> root(String root) throws IOException {
        if (root.startsWith("UUID=") || root.startsWith("LABEL=")) {
            return byName(root);
        }
        if (OTHER_DISK.matcher(root).matches()) {
            return wrong(
                    root, "root=" + root + ", and the disks of a Xen guest are called /dev/xvda, /dev/xvdb and so on");
        }
        Matcher disk = XEN_DISK.matcher(root);
        if (!disk.matches() || disks.isAssumed()) {
            return Optional.empty();
        }
        return partition(root, "xen/" + disk.group(1), disk.group(2));
    }

    private Optional<Diagnostic> byName(String root) throws IOException {
        if (started.initrds().isEmpty()) {
            return Optional.of(GuestRule.ROOT_DEVICE.at(
                    started.place(),
                    Severity.ERROR,
                    "root=" + root + " without an initrd: the kernel alone does not know "
                            + root.replaceFirst("=.*", "="),
                    List.of("Kernel panic - not syncing: VFS: Unable to mount root fs on unknown-block(0,0)"),
                    "Add an initrd, or name the device or its PARTUUID="));
        }
        if (disks.isAssumed()) {
            return Optional.empty();
        }
        Disks.Fact fact = root.startsWith("UUID=") ? Disks.Fact.UUID : Disks.Fact.LABEL;
        String wanted = root.replaceFirst("^[A-Z]+=", "").replaceAll("^\"|\"$", "");
        for (String device : disks.devices()) {
            if (disks.fact(device, fact).filter(wanted::equalsIgnoreCase).isPresent()) {
                return Optional.empty();
            }
        }
        boolean certain = all && everyFileSystemIsKnown();
        return Optional.of(GuestRule.ROOT_DEVICE.at(
                started.place(),
                certain ? Severity.ERROR : Severity.WARNING,
                certain
                        ? "no file system on the guest's disks has " + root
                        : "no file system that GRUB sees on the guest's disks has " + root,
                List.of(String.format(ALERT, root)),
                certain
                        ? "Name the root file system as it is: run blkid in the guest."
                        : "Check the guest's disks: the file system can be on a disk that was not given, or one that"
                                + " GRUB cannot read."));
    }

    /** Whether GRUB reads each disk without partitions, each partition and each volume. Otherwise, one could have any UUID. */
    private boolean everyFileSystemIsKnown() throws IOException {
        for (String device : disks.devices()) {
            boolean divided = disks.devices().stream().anyMatch(other -> other.startsWith(device + ","));
            if (!divided && disks.fact(device, Disks.Fact.FILE_SYSTEM).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private Optional<Diagnostic> partition(String root, String device, String number) throws IOException {
        List<String> devices = disks.devices();
        if (!devices.contains(device)) {
            // a partition that the host gives as a disk, or a disk that was not given
            return devices.contains(device + number) || !all
                    ? Optional.empty()
                    : wrong(root, "root=" + root + ", and the guest has no such disk");
        }
        List<String> partitions =
                devices.stream().filter(name -> name.startsWith(device + ",")).toList();
        if (number.isEmpty()) {
            return partitions.isEmpty()
                    ? Optional.empty()
                    : wrong(root, "root=" + root + ", and the disk has partitions");
        }
        boolean there = partitions.stream().anyMatch(name -> name.matches(".*,[a-z]+" + number));
        if (there) {
            return Optional.empty();
        }
        return wrong(
                root,
                "root=" + root + ", and the disk has no "
                        + (partitions.isEmpty() ? "partition table" : "such partition"));
    }

    private Optional<Diagnostic> wrong(String root, String problem) {
        String printed = started.initrds().isEmpty()
                ? "Kernel panic - not syncing: VFS: Unable to mount root fs on unknown-block(0,0)"
                : String.format(ALERT, root);
        return Optional.of(GuestRule.ROOT_DEVICE.at(
                started.place(),
                Severity.ERROR,
                problem,
                List.of(printed),
                "Name the guest's root device as Linux does in a Xen guest, or by UUID=."));
    }
}
