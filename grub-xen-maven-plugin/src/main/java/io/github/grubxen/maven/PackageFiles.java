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
 * The files of a build's packages, and the up-to-date records of them.
 *
 * @param directory the directory of the packages
 * @param stageDirectory the directory of the packages' contents
 * @param stage whether the contents are also left in {@code stageDirectory}
 * @param recordsFile the file of the records
 * @param records the records of all packages that this build and earlier ones wrote
 */
record PackageFiles(Path directory, Path stageDirectory, boolean stage, Path recordsFile, UpToDateRecords records) {
    /** The key of a package while it is being written. */
    private static final String UNFINISHED = "unfinished";

    /** The path of the package. The file may not exist yet. */
    Path deb(PackageRecipe recipe) {
        return directory.resolve(recipe.fileName());
    }

    /**
     * Whether the package, and its contents if they are requested, were written from the same inputs and have not
     * changed since.
     */
    boolean isUpToDate(PackageRecipe recipe) throws IOException {
        String key = key(recipe);
        return records.isUpToDate(recipe.fileName(), key, deb(recipe))
                && (!stage || records.isUpToDate(stagedName(recipe), key, staged(recipe)));
    }

    /** Whether the package was made from the same inputs, even if it has changed since. */
    boolean wasMade(PackageRecipe recipe) throws IOException {
        return records.hasKey(recipe.fileName(), key(recipe));
    }

    /** Writes the package, and its contents if they are requested. */
    Path write(PackageRecipe recipe) throws IOException {
        String key = key(recipe);
        if (stage) {
            StagedDirectory.write(recipe.contents(), staged(recipe));
            records.put(stagedName(recipe), key, staged(recipe));
        }
        records.put(recipe.fileName(), UNFINISHED, deb(recipe));
        records.write(recordsFile);
        Path deb = DebWriter.write(recipe, directory);
        records.put(recipe.fileName(), key, deb);
        records.write(recordsFile);
        return deb;
    }

    /**
     * Deletes the files of earlier builds of a SNAPSHOT. Call this after all packages are written, so that a failed build keeps
     * the packages of the previous one.
     *
     * @return names of the deleted files
     */
    List<String> deleteReplaced(List<PackageRecipe> current) throws IOException {
        Set<String> names = current.stream().map(PackageRecipe::fileName).collect(Collectors.toSet());
        List<String> deleted = former().deleteReplaced(names);
        if (!deleted.isEmpty()) {
            records.write(recordsFile);
        }
        return deleted;
    }

    FormerPackages former() {
        return new FormerPackages(records, directory, stageDirectory);
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
