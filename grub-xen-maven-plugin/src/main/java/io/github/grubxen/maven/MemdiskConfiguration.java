// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.archive.TarAttributes;
import io.github.grubxen.io.BadInput;
import org.jspecify.annotations.Nullable;

/** {@code <memdisk>}: the fields of the tar header for the files in the memdisk; layout image only. */
public class MemdiskConfiguration {
    private String owner = "root";
    private String group = "root";
    private int uid;
    private int gid;
    private String mode = "644";
    private @Nullable Long time;

    TarAttributes attributes(long timestamp) throws BadInput {
        String where = "<image>/<memdisk>";
        if (!mode.matches("[0-7]{1,5}")) {
            throw new BadInput(where + "/mode", "'" + mode + "' is not an octal number", "Write it like 644.");
        }
        TarAttributes attributes =
                new TarAttributes(owner, group, uid, gid, Integer.parseInt(mode, 8), time == null ? timestamp : time);
        attributes.check(where);
        return attributes;
    }
}
