// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.archive.GrubTar;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.plan.GraftedFiles;
import java.io.File;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code <file>}: a file or directory of your own in the memdisk, or on a guest's disk.
 *
 * <pre>{@code
 * <file>
 *   <source>src/main/memdisk</source>
 *   <target>/site</target>
 * </file>
 * }</pre>
 *
 * @since 0.9.0
 */
public class FileConfiguration {
    /** The file, or a directory, which is added with its contents. */
    private @Nullable File source;

    /** Its path in the memdisk or on the disk. */
    private @Nullable String target;

    static List<GrubTar.File> read(String where, List<FileConfiguration> files) throws IOException {
        GraftedFiles grafted = new GraftedFiles(where, GraftedFiles.Links.REFUSED);
        for (FileConfiguration file : files) {
            if (file.source == null || file.target == null) {
                throw new BadInput(where, "without <source> or <target>", "Give both.");
            }
            grafted.graft(file.target.strip(), file.source.toPath());
        }
        return grafted.files();
    }
}
