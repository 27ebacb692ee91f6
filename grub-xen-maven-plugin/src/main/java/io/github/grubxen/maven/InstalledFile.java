// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.deb.Owner;
import io.github.grubxen.deb.PackageEntry;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Directories;
import io.github.grubxen.io.InputFile;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code <file>} of a package: a file, or a directory with its contents: files, links that do not leave it, empty directories.
 *
 * <pre>{@code
 * <file>
 *   <source>src/main/scripts/check</source>
 *   <target>/usr/lib/site-boot/check</target>
 *   <mode>755</mode>
 * </file>
 * }</pre>
 *
 * @since 0.9.0
 */
public class InstalledFile {
    /** The character that Java puts in place of bytes that are invalid in the machine's encoding. */
    private static final char UNREADABLE = '\ufffd';

    private static final String UTF_8 = "Build with LC_ALL=C.UTF-8 in the environment.";

    /** The file or directory. */
    private @Nullable File source;

    /** Its absolute path in the package. */
    private @Nullable String target;

    /** Permission bits in octal. Default: 755 for files that their owner may execute, 644 for others. */
    private @Nullable String mode;

    /** User and group. */
    private String owner = "root:root";

    /** Whether a file is the source or is below it. */
    boolean takes(Path file) {
        return source != null
                && file.toAbsolutePath()
                        .normalize()
                        .startsWith(source.toPath().toAbsolutePath().normalize());
    }

    List<PackageEntry> entries(String where) throws IOException {
        String place = where + "/<files>/<file>";
        if (source == null || target == null) {
            throw new BadInput(place, "without <source> or <target>", "Give both.");
        }
        List<PackageEntry> entries = new ArrayList<>();
        try {
            Path from = source.toPath();
            if (Files.isSymbolicLink(from)) {
                throw link(from, "which may lead anywhere");
            }
            add(entries, place, from, Installed.path(place + "/<target>", target), 0);
        } catch (InvalidPathException e) {
            throw new BadInput(
                    place + "/<source>", "'" + e.getInput() + "' cannot be a file's name in this locale", UTF_8);
        }
        return entries;
    }

    private void add(List<PackageEntry> entries, String place, Path from, String to, int depth) throws IOException {
        Owner owned = Owner.parse(place + "/<owner>", owner);
        if (Files.isSymbolicLink(from)) {
            entries.add(new PackageEntry.Link(to, targetInside(from, depth)));
        } else if (Files.isDirectory(from)) {
            List<Path> inside = Directories.list(from);
            if (inside.isEmpty()) {
                entries.add(new PackageEntry.Directory(to, 0755, owned));
            }
            for (Path entry : inside) {
                String name = String.valueOf(entry.getFileName());
                if (name.indexOf(UNREADABLE) >= 0) {
                    throw new BadInput(entry, "a name that cannot be read in this locale", UTF_8);
                }
                add(entries, place, entry, to + "/" + name, depth + 1);
            }
        } else {
            InputFile.check(from, from.toString(), "Check <source> of " + place + ".");
            int bits = mode == null ? Files.isExecutable(from) ? 0755 : 0644 : Installed.mode(place + "/<mode>", mode);
            entries.add(new PackageEntry.RegularFile(to, bits, owned, PackageEntry.Content.of(from)));
        }
    }

    /**
     * A link that stays in the tree has the same meaning in the package. The target of any other link must be given in the POM.
     */
    private static String targetInside(Path link, int depth) throws IOException {
        Path target = Files.readSymbolicLink(link);
        int left = depth - 1;
        for (Path step : target) {
            left += step.toString().equals("..") ? -1 : step.toString().equals(".") ? 0 : 1;
            if (left < 0 || target.isAbsolute()) {
                throw link(link, "which leads out of <source>");
            }
        }
        return target.toString();
    }

    private static BadInput link(Path link, String problem) {
        return new BadInput(link, "a symbolic link, " + problem, "Write it as a <link> of the package.");
    }
}
