package io.github.grubxen.maven;

import io.github.grubxen.archive.GrubTar;
import io.github.grubxen.image.GraftedFiles;
import io.github.grubxen.io.BadInput;
import java.io.File;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code <file>}: a file or folder of one's own in the memdisk. */
public class FileConfiguration {
    private static final String WHERE = "<image>/<files>/<file>";

    /** The file, or a folder that is taken with all that is in it. */
    private @Nullable File source;

    /** Its path in the memdisk. */
    private @Nullable String target;

    static List<GrubTar.File> read(List<FileConfiguration> files) throws IOException {
        GraftedFiles grafted = new GraftedFiles(WHERE, false);
        for (FileConfiguration file : files) {
            if (file.source == null || file.target == null) {
                throw new BadInput(WHERE, "without <source> or <target>", "Give both.");
            }
            grafted.graft(file.target, file.source.toPath());
        }
        return grafted.files();
    }
}
