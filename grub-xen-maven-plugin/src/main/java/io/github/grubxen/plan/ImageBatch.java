// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.plan;

import io.github.grubxen.io.Fingerprint;
import io.github.grubxen.io.UpToDateRecords;
import io.github.grubxen.module.ModuleTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * The images that one thread writes, all from one module tree. Images of the previous build that are up to date are
 * kept.
 *
 * @param images the images
 * @param tree the module tree of all of them
 * @param directory the directory of the previous build
 * @param fresh the new directory
 * @param former the up-to-date records of that directory
 * @param now receives the up-to-date records of the new directory
 * @param maker a text that changes when the program that makes the images does
 */
record ImageBatch(
        List<ImageDirectory.Named> images,
        ModuleTree tree,
        Path directory,
        Path fresh,
        UpToDateRecords former,
        UpToDateRecords now,
        String maker)
        implements Callable<Map<String, ImageBatch.Made>> {

    /** The result for an image. Nothing was written if the image was kept. */
    record Made(List<String> warnings, Optional<ImageDirectory.Written> written) {}

    @Override
    public Map<String, Made> call() throws IOException {
        Map<String, Made> made = new HashMap<>();
        ImageWriter writer = new ImageWriter(tree);
        Fingerprint keys = new Fingerprint();
        String base = keys.of(maker, tree.info(), tree.kernel(), tree.modules(), tree.lists());
        for (ImageDirectory.Named image : images) {
            ImageRecipe recipe = image.plan().recipe(tree);
            String name = image.fileName();
            String key = keys.of(base, recipe);
            Optional<ImageDirectory.Written> written = Optional.empty();
            Path file = fresh.resolve(name);
            if (!(former.isUpToDate(name, key, directory.resolve(name)) && takeOver(directory.resolve(name), file))) {
                String sha256 = writer.write(recipe, file);
                written = Optional.of(new ImageDirectory.Written(name, Files.size(file), sha256));
            }
            now.put(name, key, file);
            made.put(name, new Made(recipe.warnings(tree), written));
        }
        return made;
    }

    private static boolean takeOver(Path former, Path file) throws IOException {
        try {
            Files.createLink(file, former);
            return true;
        } catch (UnsupportedOperationException | java.nio.file.FileSystemException e) {
            return false; // a file system without hard links
        }
    }
}
