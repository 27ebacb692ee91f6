// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.deb;

import io.github.grubxen.archive.BinaryControl;
import io.github.grubxen.archive.ControlParagraph;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;

/**
 * Everything that determines a package's bytes.
 *
 * @param control the control fields except Installed-Size, checked
 * @param contents the installed entries
 * @param controlFiles further files for dpkg, such as {@code postinst} or {@code triggers}, by name
 * @param compression compression of both of its archives
 * @param time timestamp of all entries, in seconds since the epoch
 */
public record PackageRecipe(
        BinaryControl control,
        PackageContents contents,
        SortedMap<String, Bytes> controlFiles,
        PackageCompression compression,
        long time) {

    /**
     * Checks the control fields and sorts them into dpkg's order.
     *
     * @param where the POM element that the package comes from, for messages
     */
    public static PackageRecipe of(
            String where,
            ControlParagraph control,
            PackageContents contents,
            SortedMap<String, Bytes> controlFiles,
            PackageCompression compression,
            long time)
            throws BadInput {
        return new PackageRecipe(ControlFields.check(where, control), contents, controlFiles, compression, time);
    }

    /** Name of the package. */
    public String name() {
        return control.name();
    }

    /** The installed paths without directories, for comparison with other packages. */
    public SharedPaths.Installed installed() {
        Set<String> paths = new HashSet<>();
        for (PackageEntry entry : contents.entries()) {
            if (!(entry instanceof PackageEntry.Directory)) {
                paths.add(entry.path());
            }
        }
        return new SharedPaths.Installed(control.fields(), paths);
    }

    /** The conventional name of its file, without an epoch. */
    public String fileName() {
        return control.fileName();
    }
}
