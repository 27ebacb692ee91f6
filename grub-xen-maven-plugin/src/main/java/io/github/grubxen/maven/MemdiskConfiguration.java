// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.archive.TarAttributes;
import io.github.grubxen.io.BadInput;
import org.jspecify.annotations.Nullable;

/**
 * {@code <memdisk>}: the fields of the tar header for the files in the memdisk; layout image only.
 *
 * <pre>{@code
 * <memdisk>
 *   <uid>1000</uid>
 *   <time>1767323045</time>
 * </memdisk>
 * }</pre>
 *
 * @since 0.9.0
 */
public class MemdiskConfiguration {
    /** Name of the files' user. */
    private String owner = "root";

    /** Name of the files' group. */
    private String group = "root";

    /** Number of the files' user. */
    private int uid;

    /** Number of the files' group. */
    private int gid;

    /** Permission bits in octal. */
    private String mode = "644";

    /** Time of the files in seconds since the epoch. Default: {@code project.build.outputTimestamp}. */
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
