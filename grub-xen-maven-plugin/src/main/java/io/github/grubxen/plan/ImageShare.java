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
 * Images of one tree that one thread writes, or takes over from the directory of the build before.
 *
 * @param images the images
 * @param tree what all are made of
 * @param directory the directory of the build before
 * @param fresh the directory that is made
 * @param former what lies in the former
 * @param now what lies in the latter
 * @param maker what else an image depends on
 */
record ImageShare(
        List<ImageSet.Named> images,
        ModuleTree tree,
        Path directory,
        Path fresh,
        UpToDateRecords former,
        UpToDateRecords now,
        String maker)
        implements Callable<Map<String, ImageShare.Made>> {

    /** What became of an image: nothing was written where it was taken over. */
    record Made(List<String> warnings, Optional<ImageSet.Written> written) {}

    @Override
    public Map<String, Made> call() throws IOException {
        Map<String, Made> made = new HashMap<>();
        ImageSeries series = new ImageSeries(tree);
        Fingerprint keys = new Fingerprint();
        String base = keys.of(maker, tree.info(), tree.kernel(), tree.modules(), tree.lists());
        for (ImageSet.Named image : images) {
            ImageRecipe recipe = image.plan().recipe(tree);
            String name = image.fileName();
            String key = keys.of(base, recipe);
            Optional<ImageSet.Written> written = Optional.empty();
            Path file = fresh.resolve(name);
            if (!(former.isUpToDate(name, key, directory.resolve(name)) && takeOver(directory.resolve(name), file))) {
                String sha256 = series.write(recipe, file);
                written = Optional.of(new ImageSet.Written(name, Files.size(file), sha256));
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
