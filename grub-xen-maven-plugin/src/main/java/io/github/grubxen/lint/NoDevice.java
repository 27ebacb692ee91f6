// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import io.github.grubxen.script.Argument;
import io.github.grubxen.script.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A name as {@code root} or before a file that no device has in GRUB for Xen, such as Linux's name of a disk. */
final class NoDevice {
    private NoDevice() {}

    private static final Set<String> FILES = Set.of(
            "linux",
            "initrd",
            "multiboot",
            "multiboot2",
            "module",
            "module2",
            "chainloader",
            "xen_hypervisor",
            "xen_module",
            "configfile",
            "source",
            ".",
            "normal",
            "cat",
            "ls",
            "loopback");

    private static final Pattern DEVICE = Pattern.compile("\\(([^()]*)\\).*", Pattern.DOTALL);

    /** Linux's names of disks and partitions, and what its command line or fstab has in their place. */
    private static final Pattern LINUX = Pattern.compile(
            "/.*|(x?v|s)d[a-z]\\d*(,.*)?|nvme\\d+n\\d+(p\\d+)?|(UUID|LABEL|PARTUUID|PARTLABEL)=.*", Pattern.DOTALL);

    private static final Pattern XEN = Pattern.compile("(?:/dev/)?(xvd[a-z])(\\d*)");

    static List<Finding> check(Subject subject) {
        List<Finding> findings = new ArrayList<>();
        for (Step step : subject.steps()) {
            for (String root : Words.assigned(step, "root")) {
                Matcher device = DEVICE.matcher(root);
                check(step, device.matches() ? device.group(1) : root, findings);
            }
            if (FILES.contains(step.name())) {
                for (Argument argument : step.arguments()) {
                    argument.possible().stream()
                            .map(word -> DEVICE.matcher(word.shown()))
                            .filter(Matcher::matches)
                            .forEach(device -> check(step, device.group(1), findings));
                }
            }
        }
        return findings;
    }

    private static void check(Step step, String device, List<Finding> findings) {
        if (LINUX.matcher(device).matches()) {
            Matcher xen = XEN.matcher(device);
            String remedy = xen.matches()
                    ? "Write xen/" + xen.group(1)
                            + (xen.group(2).isEmpty()
                                    ? " for the disk"
                                    : xen.group(2) + " for a disk of the guest's that is called so, or xen/"
                                            + xen.group(1) + "," + xen.group(2) + " for a partition")
                            + "; or look for it by 'search --set=root'."
                    : "Look for it by 'search --set=root' with --file, --label or --fs-uuid.";
            findings.add(new Finding(step.position(), "no device of GRUB's is called '" + device + "'", remedy));
        }
    }
}
