// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.deb.PackageEntry;
import io.github.grubxen.io.BadInput;
import org.jspecify.annotations.Nullable;

/**
 * {@code <link>}: a symbolic link in a package.
 *
 * <pre>{@code
 * <link>
 *   <path>/usr/lib/site-boot/default.bin</path>
 *   <target>web-i386-xen_pvh.bin</target>
 * </link>
 * }</pre>
 *
 * @since 0.9.0
 */
public class InstalledLink {
    /** Its absolute path. */
    private @Nullable String path;

    /** The target, relative or absolute. */
    private @Nullable String target;

    PackageEntry entry(String where) throws BadInput {
        if (path == null || target == null) {
            throw new BadInput(where + "/<links>/<link>", "without <path> or <target>", "Give both.");
        }
        return new PackageEntry.Link(Installed.path(where + "/<links>", path), target.strip());
    }
}
