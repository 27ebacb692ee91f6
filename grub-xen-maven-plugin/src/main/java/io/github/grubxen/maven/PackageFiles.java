// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.deb.DebWriter;
import io.github.grubxen.deb.PackageRecipe;
import io.github.grubxen.deb.StagedDirectory;
import io.github.grubxen.io.Fingerprint;
import io.github.grubxen.io.UpToDateRecords;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The files of a build's packages, and the stamps that tell which of them are up to date.
 *
 * @param directory of the packages
 * @param stageDirectory of the packages' contents
 * @param stage whether the contents are left in {@code stageDirectory} too
 * @param stampsFile where the stamps are kept
 * @param stamps of all packages that were written, by this build and former ones
 */
record PackageFiles(Path directory, Path stageDirectory, boolean stage, Path stampsFile, UpToDateRecords stamps) {
    /** In place of the key of a package that is being written. */
    private static final String UNFINISHED = "unfinished";

    /** Where the package lies, or will lie. */
    Path deb(PackageRecipe recipe) {
        return directory.resolve(recipe.fileName());
    }

    /** Whether the package, and its contents if they are wanted, are as they were written of the same inputs. */
    boolean isUpToDate(PackageRecipe recipe) throws IOException {
        String key = key(recipe);
        return stamps.isUpToDate(recipe.fileName(), key, deb(recipe))
                && (!stage || stamps.isUpToDate(stagedName(recipe), key, staged(recipe)));
    }

    /** Whether the package was made of the same inputs, whatever has become of it since. */
    boolean wasMade(PackageRecipe recipe) throws IOException {
        return stamps.hasKey(recipe.fileName(), key(recipe));
    }

    /** Writes the package, and its contents if they are wanted. */
    Path write(PackageRecipe recipe) throws IOException {
        String key = key(recipe);
        if (stage) {
            StagedDirectory.write(recipe.contents(), staged(recipe));
            stamps.put(stagedName(recipe), key, staged(recipe));
        }
        stamps.put(recipe.fileName(), UNFINISHED, deb(recipe));
        stamps.write(stampsFile);
        Path deb = DebWriter.write(recipe, directory);
        stamps.put(recipe.fileName(), key, deb);
        stamps.write(stampsFile);
        return deb;
    }

    /**
     * Deletes what former builds of a SNAPSHOT wrote. To be called after all packages are written: a build that fails leaves those of
     * the former one.
     *
     * @return names of the deleted files
     */
    List<String> deleteReplaced(List<PackageRecipe> current) throws IOException {
        Set<String> names = current.stream().map(PackageRecipe::fileName).collect(Collectors.toSet());
        List<String> deleted = former().deleteReplaced(names);
        if (!deleted.isEmpty()) {
            stamps.write(stampsFile);
        }
        return deleted;
    }

    FormerPackages former() {
        return new FormerPackages(stamps, directory, stageDirectory);
    }

    private Path staged(PackageRecipe recipe) {
        return stageDirectory.resolve(recipe.name());
    }

    private static String stagedName(PackageRecipe recipe) {
        return "stage/" + recipe.name();
    }

    private String key(PackageRecipe recipe) throws IOException {
        return new Fingerprint().of(Maker.identity(), recipe, stage);
    }
}
