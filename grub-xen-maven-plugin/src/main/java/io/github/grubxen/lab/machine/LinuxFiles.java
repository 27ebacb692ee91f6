// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab.machine;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The paths of Linux in Debian's packages. Up to Debian 13, linux-image-VERSION contains everything, with the kernel in
 * {@code /boot}. Later, it depends on linux-binary-VERSION, with the kernel as {@code usr/lib/modules/VERSION/vmlinuz}, and on
 * linux-modules-VERSION.
 *
 * @param packages the packages, unpacked
 */
public record LinuxFiles(Sysroot packages) {
    /** The kernels, as a pattern. */
    static final String PATHS = "boot/vmlinuz-[^/]+|usr/lib/modules/[^/]+/vmlinuz";

    /** The packages with a version in their name. The modules of the kernel for virtual machines are not needed. */
    static final String PACKAGES = "linux-(?:image|binary)-[0-9].*|linux-modules-[0-9](?!.*cloud).*";

    private static final String CLOUD = "boot/vmlinuz-[^/]*cloud[^/]*|usr/lib/modules/[^/]*cloud[^/]*/vmlinuz";

    /** The kernel for all machines. */
    Path full() throws IOException {
        return packages.file(packages.only("(?!" + CLOUD + ")(?:" + PATHS + ")"));
    }

    /** The kernel for virtual machines. */
    Path cloud() throws IOException {
        return packages.file(packages.only(CLOUD));
    }
}
