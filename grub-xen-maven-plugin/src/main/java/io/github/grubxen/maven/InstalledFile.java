package io.github.grubxen.maven;

import io.github.grubxen.deb.Owner;
import io.github.grubxen.deb.PackageEntry;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Folders;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code <file>} of a package: a file, or a folder with all that is in it. */
public class InstalledFile {
    /** The file or folder. */
    private @Nullable File source;

    /** Its absolute path in the package. */
    private @Nullable String target;

    /** Permission bits; by default 755 for what its owner may execute, 644 for the rest. */
    private @Nullable String mode;

    private String owner = "root:root";

    List<PackageEntry> entries(String where) throws IOException {
        String place = where + "/<files>/<file>";
        if (source == null || target == null) {
            throw new BadInput(place, "without <source> or <target>", "Give both.");
        }
        List<PackageEntry> entries = new ArrayList<>();
        add(entries, place, source.toPath(), Installed.path(place + "/<target>", target));
        return entries;
    }

    private void add(List<PackageEntry> entries, String place, Path from, String to) throws IOException {
        if (Files.isSymbolicLink(from)) {
            throw new BadInput(
                    from, "a symbolic link, which may lead anywhere", "Write it as a <link> of the package.");
        }
        if (Files.isDirectory(from)) {
            for (Path entry : Folders.list(from)) {
                add(entries, place, entry, to + "/" + entry.getFileName());
            }
        } else if (Files.isRegularFile(from)) {
            int bits = mode == null ? Files.isExecutable(from) ? 0755 : 0644 : Installed.mode(place + "/<mode>", mode);
            entries.add(new PackageEntry.RegularFile(
                    to, bits, Owner.parse(place + "/<owner>", owner), PackageEntry.Content.of(from)));
        } else {
            throw new BadInput(from, "no such file", "Check <source> of " + place + ".");
        }
    }
}
