// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.source;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Digest;
import io.github.grubxen.io.Directories;
import io.github.grubxen.io.InputDirectory;
import io.github.grubxen.module.ModInfo;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.platform.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * A directory with {@code <platform>/} directories, such as {@code /usr/lib/grub} or the result of a GRUB build.
 *
 * @param directory the directory
 */
public record DirectorySource(Path directory) implements FetchedSource {

    @Override
    public String description() {
        return "directory " + directory;
    }

    @Override
    public GrubOrigin copyTo(Path into, Set<Platform> platforms) throws IOException {
        String version = "";
        for (Platform platform : platforms) {
            Path tree = directory.resolve(platform.id());
            if (!InputDirectory.isThere(tree)) {
                throw new BadInput(
                        directory,
                        "no directory " + platform + "/ in it",
                        "Give a directory that has one, or build only for the platforms that it has.");
            }
            Path copy = Files.createDirectories(into.resolve(platform.id()));
            for (Path file : Directories.list(tree)) {
                String name = String.valueOf(file.getFileName());
                if (TREE_FILE.test(name)) {
                    Files.write(
                            copy.resolve(name),
                            Bytes.read(file, ModuleTree.FILE_LIMIT).toArray());
                }
            }
            version = ModInfo.read(Bytes.read(tree.resolve("modinfo.sh"), ModuleTree.FILE_LIMIT))
                    .packageVersion();
        }
        ModulesDirectory.putCopyright(into, GrubCopyright.ofDirectory(directory));
        return new GrubOrigin(GrubOrigin.DEFAULT_SOURCE, version);
    }

    /** Depends on the files' bytes, because reproducible builds give the same timestamp to all files. */
    @Override
    public String state(Set<Platform> platforms) throws IOException {
        StringBuilder text = new StringBuilder(description());
        for (Platform platform : platforms) {
            Path tree = directory.resolve(platform.id());
            for (Path file : InputDirectory.isThere(tree) ? Directories.list(tree) : List.<Path>of()) {
                String name = String.valueOf(file.getFileName());
                if (TREE_FILE.test(name)) {
                    text.append(' ')
                            .append(platform)
                            .append('/')
                            .append(name)
                            .append(' ')
                            .append(Digest.sha256(file));
                }
            }
        }
        return text + " "
                + GrubCopyright.ofDirectory(directory).map(Digest::sha256).orElse("none");
    }
}
