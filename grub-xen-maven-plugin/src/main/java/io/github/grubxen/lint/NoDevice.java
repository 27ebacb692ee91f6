// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import io.github.grubxen.script.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A name as {@code root} or before a file that no device has in GRUB for Xen, such as Linux's name of a disk. */
final class NoDevice {
    private NoDevice() {}

    private static final Pattern DEVICE = Pattern.compile("\\(([^()]*)\\).*", Pattern.DOTALL);

    /** Linux's names for disks and partitions, and the forms that its command line or fstab accepts instead. */
    private static final Pattern LINUX = Pattern.compile(
            "/.*|(x?v|s)d[a-z]\\d*(,.*)?|nvme\\d+n\\d+(p\\d+)?|(UUID|LABEL|PARTUUID|PARTLABEL)=.*", Pattern.DOTALL);

    private static final String SEARCH = "Find it with 'search --set=root' and --file, --label or --fs-uuid.";

    private static final Pattern XEN = Pattern.compile("(?:/dev/)?(xvd[a-z])(\\d*)");

    /** Devices that GRUB has only on other platforms, or nowhere. */
    private static final Pattern ELSEWHERE =
            Pattern.compile("(?:(?:cd|fd|nd|ata|ahci|usb)\\d+|ftps?|https|nfs|smb)(?:[,:].*)?", Pattern.DOTALL);

    private static final Pattern FIRST = Pattern.compile("[^,]+,[a-z]*0+", Pattern.DOTALL);

    static List<Finding> check(Subject subject) {
        List<Finding> findings = new ArrayList<>();
        boolean anyName = subject.nodes().stream().anyMatch(node -> node.name().equals("loopback"));
        for (Node node : subject.nodes()) {
            for (String root : Words.assigned(node, "root")) {
                Matcher device = DEVICE.matcher(root);
                check(node, device.matches() ? device.group(1) : root, !anyName, findings);
            }
            for (NamedFile file : NamedFile.in(node, subject)) {
                boolean needed = file.use() == NamedFile.Use.STARTS;
                file.names().stream()
                        .map(DEVICE::matcher)
                        .filter(Matcher::matches)
                        .forEach(device -> check(node, device.group(1), needed && !anyName, findings));
                if (needed && isNowhere(node, file)) {
                    findings.add(new Finding(
                            node.position(),
                            "root is empty, so '" + file.names().get(0) + "' is a file of no device",
                            "Set root first, as in 'set root=xen/xvda', or name the device: (xen/xvda)"
                                    + file.names().get(0) + "."));
                }
            }
        }
        return findings;
    }

    private static boolean isNowhere(Node node, NamedFile file) {
        return node.root().possible().stream().allMatch(root -> root.literal().equals(Optional.of("")))
                && file.names().stream().allMatch(name -> name.startsWith("/"));
    }

    /**
     * Checks a device's name.
     *
     * @param here whether it must be a device of this platform
     */
    private static void check(Node node, String device, boolean here, List<Finding> findings) {
        if (LINUX.matcher(device).matches()) {
            Matcher xen = XEN.matcher(device);
            String remedy = xen.matches()
                    ? "Write xen/" + xen.group(1)
                            + (xen.group(2).isEmpty()
                                    ? " for the disk"
                                    : xen.group(2) + " for a disk of the guest's that is called so, or xen/"
                                            + xen.group(1) + "," + xen.group(2) + " for a partition")
                            + "; or find it with 'search --set=root'."
                    : SEARCH;
            findings.add(new Finding(node.position(), "GRUB has no device '" + device + "'", remedy));
        } else if (here && ELSEWHERE.matcher(device).matches()) {
            findings.add(new Finding(node.position(), "GRUB on Xen has no device '" + device + "'", SEARCH));
        } else if (here && FIRST.matcher(device).matches()) {
            findings.add(new Finding(
                    node.position(),
                    "GRUB has no partition 0, which '" + device + "' names",
                    "Partitions are numbered from 1. GRUB Legacy numbered them from 0."));
        }
    }
}
