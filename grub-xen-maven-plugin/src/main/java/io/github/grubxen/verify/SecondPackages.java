// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.verify;

import io.github.grubxen.archive.ArFile;
import io.github.grubxen.archive.ArMember;
import io.github.grubxen.archive.TarMember;
import io.github.grubxen.deb.DebWriter;
import io.github.grubxen.deb.PackageRecipe;
import io.github.grubxen.io.Digest;
import io.github.grubxen.io.Directories;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Builds the packages again from their recipes, and compares them with the finished ones. Every byte must be the same,
 * except for signatures.
 */
public final class SecondPackages {
    private static final String REMEDY =
            "Build it all again; between deb and verify nothing may change the package or what goes"
                    + " into it. What only one of the two goals is configured with belongs into the plugin's configuration.";

    private final List<PackageRecipe> recipes;
    private final Path work;
    private final List<String> unknown = new ArrayList<>();

    /**
     * The second build of packages.
     *
     * @param recipes the recipes of all packages of the build
     * @param work a directory to build in, which is deleted each time
     */
    public SecondPackages(List<PackageRecipe> recipes, Path work) {
        this.recipes = List.copyOf(recipes);
        this.work = work;
    }

    /** File names of packages that have no recipe. */
    public List<String> unknown() {
        return List.copyOf(unknown);
    }

    /** Builds the package with a file name again, and reports the differences. */
    void compare(Path deb, OpenedPackage opened, Findings findings) throws IOException {
        Optional<PackageRecipe> recipe = recipes.stream()
                .filter(one -> one.fileName().equals(opened.fileName))
                .findFirst();
        if (recipe.isEmpty()) {
            unknown.add(opened.fileName);
            return;
        }
        try {
            Path again = DebWriter.write(recipe.get(), work);
            List<String> members = differing(deb, again);
            if (!members.isEmpty()) {
                tell(
                        opened,
                        new PackageReader(again, new Findings(""), Long.MAX_VALUE, List.of()).read(),
                        members,
                        findings);
            }
        } finally {
            Directories.delete(work);
        }
    }

    /** The members that differ. Additional members, such as a signature, are not part of a build and are ignored. */
    private static List<String> differing(Path deb, Path again) throws IOException {
        List<String> names = new ArrayList<>();
        ArFile first = ArFile.read(deb);
        ArFile second = ArFile.read(again);
        for (ArMember member : second.members()) {
            Optional<ArMember> same = first.members().stream()
                    .filter(one -> one.name().equals(member.name()))
                    .findFirst();
            if (same.isEmpty()
                    || same.get().size() != member.size()
                    || same.get().time() != member.time()
                    || !sum(first, same.get()).equals(sum(second, member))) {
                names.add(member.name());
            }
        }
        return names;
    }

    private static String sum(ArFile ar, ArMember member) throws IOException {
        try (InputStream in = ar.open(member)) {
            return Digest.of("SHA-256", in);
        }
    }

    private static void tell(OpenedPackage is, OpenedPackage should, List<String> members, Findings findings) {
        List<String> different = new ArrayList<>();
        for (String file : union(is.control, should.control)) {
            if (!Objects.equals(is.control.get(file), should.control.get(file))) {
                different.add("control.tar: " + file);
            }
        }
        for (String path : union(is.data, should.data)) {
            if (!same(is.data.get(path), should.data.get(path))
                    || !Objects.equals(is.sums.get(path), should.sums.get(path))) {
                different.add("/" + path);
            }
        }
        for (String place : different.isEmpty() ? members : different) {
            findings.add(Check.SECOND_BUILD, place, "not what a second build of the package gives", REMEDY);
        }
    }

    private static SortedSet<String> union(Map<String, ?> one, Map<String, ?> other) {
        SortedSet<String> all = new TreeSet<>(one.keySet());
        all.addAll(other.keySet());
        return all;
    }

    /** Whether both entries exist and are equal, at any position in their archives. */
    private static boolean same(@Nullable TarMember one, @Nullable TarMember other) {
        return one != null
                && other != null
                && one.name().equals(other.name())
                && one.type() == other.type()
                && one.link().equals(other.link())
                && one.attributes().equals(other.attributes());
    }
}
