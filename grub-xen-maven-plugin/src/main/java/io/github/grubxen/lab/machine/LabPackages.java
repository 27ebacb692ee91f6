// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab.machine;

import io.github.grubxen.io.BuildLog;
import io.github.grubxen.source.AptPackage;
import io.github.grubxen.source.AptRepository;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A set of packages that the lab takes from apt. The names contain no versions: Debian's packages without a version in their
 * name depend on the suite's current ones.
 *
 * @param roots the packages
 * @param follow names of the dependencies to include
 * @param alone packages whose dependencies are not included
 */
public record LabPackages(List<String> roots, Pattern follow, List<String> alone) {
    private static final String LIBRARY = "lib.*|zlib1g";
    private static final Pattern NOTHING = Pattern.compile("(?!)");

    /** Xen, its tools and their libraries, the kernels and busybox. */
    static final LabPackages XEN = new LabPackages(
            List.of(
                    "xen-system-amd64",
                    "xenstore-utils",
                    "linux-image-amd64",
                    "linux-image-cloud-amd64",
                    "busybox-static"),
            Pattern.compile("xen-(hypervisor|utils)-[0-9].*|" + LinuxFiles.PACKAGES + "|libgcc-s1|" + LIBRARY),
            List.of("libgcc-s1"));

    /**
     * QEMU. Its additional packages come without their dependencies, because libraries for displays and sound are not
     * needed.
     */
    static final LabPackages QEMU = new LabPackages(
            List.of("qemu-system-x86"),
            Pattern.compile(LIBRARY),
            List.of("qemu-system-common", "qemu-system-data", "seabios"));

    /** mke2fs. */
    static final LabPackages E2FSPROGS = new LabPackages(List.of("e2fsprogs"), Pattern.compile(LIBRARY), List.of());

    /** The packages of a suite, as apt describes them. */
    public List<AptPackage> resolve(AptRepository apt, BuildLog log) throws IOException {
        List<AptPackage> packages = new ArrayList<>(apt.closure(roots, follow, log));
        if (!alone.isEmpty()) {
            apt.closure(alone, NOTHING, log).stream()
                    .filter(found -> !packages.contains(found))
                    .forEach(packages::add);
        }
        return packages;
    }
}
