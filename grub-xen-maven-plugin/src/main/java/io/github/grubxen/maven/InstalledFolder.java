// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.deb.Owner;
import io.github.grubxen.deb.PackageEntry;
import io.github.grubxen.io.BadInput;
import org.jspecify.annotations.Nullable;

/**
 * {@code <folder>}: a directory in a package.
 *
 * <pre>{@code
 * <folder>
 *   <path>/var/lib/site-boot</path>
 *   <mode>750</mode>
 * </folder>
 * }</pre>
 *
 * @since 0.9.0
 */
public class InstalledFolder {
    /** Its absolute path. */
    private @Nullable String path;

    /** Permission bits in octal. */
    private String mode = "755";

    /** User and group. */
    private String owner = "root:root";

    PackageEntry entry(String where) throws BadInput {
        String place = where + "/<folders>/<folder>";
        if (path == null) {
            throw new BadInput(place, "without <path>", "Give its absolute path.");
        }
        return new PackageEntry.Directory(
                Installed.path(place, path), Installed.mode(place + "/<mode>", mode), Owner.parse(place, owner));
    }
}
