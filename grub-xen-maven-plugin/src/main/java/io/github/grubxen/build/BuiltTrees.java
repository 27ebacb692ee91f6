// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.build;

import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Directories;
import io.github.grubxen.io.KeyedDirectory;
import io.github.grubxen.io.TemporaryDirectory;
import io.github.grubxen.module.ModInfo;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.source.FetchedSource;
import io.github.grubxen.source.GrubCompilation;
import io.github.grubxen.source.GrubOrigin;
import io.github.grubxen.source.ModulesDirectory;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Trees in the cache. Missing trees are built when they are copied.
 *
 * @param build the build
 * @param plugin identity of this version of the plugin
 * @param cache the directory of the cache
 */
record BuiltTrees(GrubBuild build, String plugin, Path cache) implements FetchedSource {
    /** Name of the file with the licences, in a source and in each tree in the cache. */
    static final String COPYRIGHT = "copyright";

    /** Name of the file in each cached tree that describes how the tree was compiled. */
    static final String COMPILATION = "compilation";

    @Override
    public String description() {
        return build.recipe().description();
    }

    @Override
    public List<Path> files() {
        return build.recipe().source().files();
    }

    @Override
    public List<Path> patches() {
        return build.recipe().patches().stream().map(Patch::file).toList();
    }

    @Override
    public Optional<String> changelog() throws IOException {
        return build.recipe().source().changelog();
    }

    @Override
    public String state(Set<Platform> platforms) throws IOException {
        return plugin + build.recipe().fingerprint(build.environment());
    }

    @Override
    public GrubOrigin copyTo(Path into, Set<Platform> platforms) throws IOException {
        String fingerprint = state(platforms);
        Path kept = cache.resolve(BuiltSource.DIRECTORY);
        Set<Platform> missing = EnumSet.noneOf(Platform.class);
        for (Platform platform : platforms) {
            if (!KeyedDirectory.isWhole(kept, platform.id(), key(platform, fingerprint))) {
                missing.add(platform);
            } else {
                build.log().info(platform.id() + ": built before, taken from the cache");
            }
        }
        String version = "";
        Optional<Bytes> copyright = Optional.empty();
        Optional<GrubCompilation> compilation = Optional.empty();
        try (OneBuild once = new OneBuild(missing)) {
            for (Platform platform : platforms) {
                Path tree = kept(platform, fingerprint, once);
                copy(tree, Files.createDirectories(into.resolve(platform.id())), Set.of());
                version = ModInfo.read(Bytes.read(tree.resolve("modinfo.sh"), ModuleTree.FILE_LIMIT))
                        .packageVersion();
                if (Files.exists(tree.resolve(COPYRIGHT))) {
                    copyright = Optional.of(Bytes.read(tree.resolve(COPYRIGHT), ModuleTree.FILE_LIMIT));
                }
                Bytes compiled = Bytes.read(tree.resolve(COMPILATION), ModuleTree.FILE_LIMIT);
                compilation = GrubCompilation.parse(compiled.name(), compiled.utf8(), "Build again.");
            }
        }
        ModulesDirectory.putCopyright(into, copyright);
        String suffix = build.recipe().versionSuffix();
        return new GrubOrigin(
                build.recipe().source().name(),
                version.substring(0, version.length() - suffix.length()),
                List.of(),
                compilation,
                suffix);
    }

    /**
     * The tree in the cache. If it has to be built, all trees of that build are put into the cache while other builds wait for the
     * first one, so that no other build makes them too.
     */
    private Path kept(Platform platform, String fingerprint, OneBuild once) throws IOException {
        return KeyedDirectory.of(
                cache.resolve(BuiltSource.DIRECTORY), platform.id(), key(platform, fingerprint), build.log(), fresh -> {
                    copy(once.tree(platform), fresh, Set.of(COPYRIGHT, COMPILATION));
                    for (Platform other : once.after(platform)) {
                        kept(other, fingerprint, once);
                    }
                });
    }

    private static String key(Platform platform, String fingerprint) {
        return platform + " " + fingerprint;
    }

    private static void copy(Path tree, Path target, Set<String> further) throws IOException {
        for (Path file : Directories.list(tree)) {
            String name = String.valueOf(file.getFileName());
            if (TREE_FILE.test(name) || further.contains(name)) {
                Files.copy(file, target.resolve(name));
            }
        }
    }

    /** One build of all missing platforms, which begins when the first of them is needed. */
    private final class OneBuild implements Closeable {
        private final Set<Platform> missing;
        private @Nullable TemporaryDirectory trees;

        OneBuild(Set<Platform> missing) {
            this.missing = missing;
        }

        /** The platforms of the build after a platform, in the order in which trees are put into the cache. */
        Set<Platform> after(Platform platform) {
            Set<Platform> after = EnumSet.copyOf(missing);
            after.removeIf(other -> other.compareTo(platform) <= 0);
            return after;
        }

        Path tree(Platform platform) throws IOException {
            missing.add(platform); // damaged since it was checked
            if (trees == null) {
                trees = TemporaryDirectory.create("grub-trees");
                try {
                    build.run(missing, trees.path());
                } catch (IOException e) {
                    throw trees.explained(e);
                }
            }
            return trees.path().resolve(platform.id());
        }

        @Override
        public void close() throws IOException {
            if (trees != null) {
                trees.close();
            }
        }
    }
}
