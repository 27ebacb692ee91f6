// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.archive.GrubTar;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.plan.GraftedFiles;
import java.io.File;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code <file>}: a file or folder of one's own in the memdisk, or on a guest's disk. */
public class FileConfiguration {
    /** The file, or a folder that is taken with all that is in it. */
    private @Nullable File source;

    /** Its path there. */
    private @Nullable String target;

    static List<GrubTar.File> read(String where, List<FileConfiguration> files) throws IOException {
        GraftedFiles grafted = new GraftedFiles(where, false);
        for (FileConfiguration file : files) {
            if (file.source == null || file.target == null) {
                throw new BadInput(where, "without <source> or <target>", "Give both.");
            }
            grafted.graft(file.target.strip(), file.source.toPath());
        }
        return grafted.files();
    }
}
