package io.github.grubxen.source;

import io.github.grubxen.archive.ControlParagraph;
import io.github.grubxen.archive.DebArchive;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.BuildLog;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Digest;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.platform.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A package file with module trees in {@code /usr/lib/grub/<platform>/}, such as Debian's grub-xen-bin.
 *
 * @param deb the file
 * @param version the version that was asked for, where one was
 */
public record DebSource(Path deb, Optional<String> version) implements ModuleSource {
    private static final String ROOT = "usr/lib/grub/";

    /** A package file of any version. */
    public DebSource(Path deb) {
        this(deb, Optional.empty());
    }

    @Override
    public String description() {
        return String.valueOf(deb.getFileName());
    }

    @Override
    public GrubOrigin copyTo(Path into, Set<Platform> platforms, BuildLog log) throws IOException {
        DebArchive archive = new DebArchive(deb);
        ControlParagraph control = archive.control();
        GrubOrigin origin = GrubOrigin.of(control).with(GrubPackage.of(deb, control));
        if (origin.version().isEmpty()) {
            throw new BadInput(deb, "no field Version in its control file", "Get the package again.");
        }
        Set<Platform> missing = EnumSet.copyOf(platforms);
        List<Bytes> copyrights = new ArrayList<>();
        archive.visitData((entry, content) -> {
            String path = entry.getName().replaceFirst("^\\./", "");
            if (entry.isFile() && GrubCopyright.isAt(path)) {
                copyrights.add(Bytes.readAll(deb + ": " + path, content, GrubCopyright.LIMIT));
            }
            for (Platform platform : platforms) {
                String folder = ROOT + platform + "/";
                String name = path.startsWith(folder) ? path.substring(folder.length()) : "";
                if (entry.isFile() && TREE_FILE.test(name)) {
                    missing.remove(platform);
                    Path copy =
                            Files.createDirectories(into.resolve(platform.id())).resolve(name);
                    if (Files.exists(copy)) {
                        throw new BadInput(deb, path + " is there twice", "Get the package again.");
                    }
                    byte[] bytes = Bytes.readAll(deb + ": " + path, content, ModuleTree.FILE_LIMIT)
                            .toArray();
                    Files.write(copy, bytes);
                }
            }
        });
        if (!missing.isEmpty()) {
            throw new BadInput(
                    deb,
                    "no modules in /" + ROOT + " for " + ModuleSource.names(missing),
                    "Give a grub-xen-bin package, or name in <platforms> only those that it has.");
        }
        ModulesFolder.putCopyright(
                into, copyrights.isEmpty() ? GrubCopyright.beside(deb) : Optional.of(copyrights.get(0)));
        return origin;
    }

    @Override
    public String state(Set<Platform> platforms) throws IOException {
        return deb.getFileName() + " " + Digest.sha256(deb) + " " + GrubCopyright.stateBeside(deb);
    }
}
