// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.source;

import io.github.grubxen.archive.FileArchive;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Digest;
import io.github.grubxen.module.ModInfo;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.platform.Platform;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A tar or zip archive with {@code <platform>/} directories, at its top or in one directory, such as a packed GRUB installation
 * or an archive of {@link ModulesArchive}. The latter also contains the origin of the modules and their copyright file.
 *
 * @param archive the file
 */
public record ArchiveSource(Path archive) implements FetchedSource {
    private static final Pattern IN_A_TREE = Pattern.compile("(?<root>(?:.*/)?)(?<platform>"
            + Arrays.stream(Platform.values())
                    .map(Platform::id)
                    .map(Pattern::quote)
                    .collect(Collectors.joining("|"))
            + ")/(?<name>[^/]+)");

    private static final String REMEDY = "Pack the modules of one GRUB, with files in place of links.";

    @Override
    public String description() {
        return String.valueOf(archive.getFileName());
    }

    @Override
    public List<Path> files() {
        return List.of(archive);
    }

    @Override
    public GrubOrigin copyTo(Path into, Set<Platform> platforms) throws IOException {
        Copy copy = new Copy(root(platforms), into, platforms);
        new FileArchive(archive).visit(copy);
        ModulesDirectory.putCopyright(into, copy.copyright());
        if (copy.origin != null) {
            return GrubOrigin.parse(archive + ": " + copy.root + ModulesDirectory.ORIGIN, copy.origin.utf8(), REMEDY);
        }
        Path tree = into.resolve(platforms.iterator().next().id());
        ModInfo info = ModInfo.read(Bytes.read(tree.resolve("modinfo.sh"), ModuleTree.FILE_LIMIT));
        return new GrubOrigin(GrubOrigin.DEFAULT_SOURCE, info.packageVersion());
    }

    /** The directory that contains the trees: empty, or a path that ends with a slash. */
    private String root(Set<Platform> platforms) throws IOException {
        Roots roots = new Roots(EnumSet.copyOf(platforms));
        new FileArchive(archive).visit(roots);
        if (roots.root == null || !roots.missing.isEmpty()) {
            throw new BadInput(
                    archive,
                    "no modules in it for "
                            + roots.missing.stream().map(Platform::id).collect(Collectors.joining(", ")),
                    "Give an archive that has a directory for each platform, or build only for the platforms that it"
                            + " has.");
        }
        return roots.root;
    }

    private static Optional<Matcher> inATree(String path, Set<Platform> platforms) {
        Matcher matcher = IN_A_TREE.matcher(path);
        boolean wanted = matcher.matches()
                && TREE_FILE.test(matcher.group("name"))
                && platforms.stream().anyMatch(platform -> platform.id().equals(matcher.group("platform")));
        return wanted ? Optional.of(matcher) : Optional.empty();
    }

    @Override
    public String state(Set<Platform> platforms) throws IOException {
        return description() + " " + Digest.sha256(archive);
    }

    /** Finds the directory that contains all trees. */
    private final class Roots implements FileArchive.Visitor {
        private final Set<Platform> wanted;
        private final Set<Platform> missing;
        private @Nullable String root;

        Roots(Set<Platform> wanted) {
            this.wanted = wanted;
            this.missing = EnumSet.copyOf(wanted);
        }

        @Override
        public void entry(String path, boolean file, InputStream content) throws BadInput {
            Optional<Matcher> found = inATree(path, wanted);
            if (found.isEmpty()) {
                return;
            }
            String its = found.get().group("root");
            if (root != null && !root.equals(its)) {
                throw new BadInput(
                        archive, "has modules in two directories, '/" + root + "' and '/" + its + "'", REMEDY);
            }
            root = its;
            missing.removeIf(platform -> platform.id().equals(found.get().group("platform")));
        }
    }

    /** Copies the trees, and keeps the files with their origin and copyright. */
    private final class Copy implements FileArchive.Visitor {
        private final String root;
        private final Path into;
        private final Set<Platform> platforms;
        private @Nullable Bytes origin;
        private @Nullable Bytes copyright;

        Copy(String root, Path into, Set<Platform> platforms) {
            this.root = root;
            this.into = into;
            this.platforms = platforms;
        }

        Optional<Bytes> copyright() {
            return Optional.ofNullable(copyright);
        }

        @Override
        public void entry(String path, boolean file, InputStream content) throws IOException {
            String where = archive + ": " + path;
            Optional<Matcher> found = inATree(path, platforms);
            if (found.isPresent()) {
                checkFile(where, file);
                Path directory =
                        Files.createDirectories(into.resolve(found.get().group("platform")));
                Path copy = directory.resolve(found.get().group("name"));
                checkFirst(where, !Files.exists(copy));
                Files.write(
                        copy,
                        Bytes.readAll(where, content, ModuleTree.FILE_LIMIT).toArray());
            } else if (path.equals(root + ModulesDirectory.ORIGIN)) {
                checkFile(where, file);
                checkFirst(where, origin == null);
                origin = Bytes.readAll(where, content, GrubOrigin.MAX_BYTES);
            } else if (path.equals(root + ModulesDirectory.COPYRIGHT)) {
                checkFile(where, file);
                checkFirst(where, copyright == null);
                copyright = Bytes.readAll(where, content, GrubCopyright.MAX_BYTES);
            }
        }

        private static void checkFile(String where, boolean file) throws BadInput {
            if (!file) {
                throw new BadInput(where, "is not a file", REMEDY);
            }
        }

        private static void checkFirst(String where, boolean first) throws BadInput {
            if (!first) {
                throw new BadInput(where, "occurs twice", REMEDY);
            }
        }
    }
}
