// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.format.Image;
import io.github.grubxen.io.AtomicFile;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.plan.ImageRecipe;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Makes one image on the command line, without a project: the image that grub-mkimage makes, or, with {@code
 * -Dgrub-xen.layout=standalone}, the one that grub-mkstandalone makes. Separate the entries of lists with commas.
 */
@Mojo(name = "mkimage", requiresProject = false, threadSafe = true)
public class MkimageMojo extends AbstractStandaloneMojo {

    /** The layout: {@code image}, as grub-mkimage, or {@code standalone}, as grub-mkstandalone. */
    @Parameter(property = "grub-xen.layout", defaultValue = "image")
    private String layout;

    /** The image to write ({@code -o}). */
    @Parameter(property = "grub-xen.output")
    private @Nullable File output;

    @Override
    void run() throws IOException {
        Path file = needed("grub-xen.output", output, "no file to write");
        ModuleTree tree = tree();
        ImageRecipe recipe = switch (layout) {
            case "image" -> plain(tree);
            case "standalone" -> allInMemdisk(tree);
            default ->
                throw new BadInput("grub-xen.layout", "'" + layout + "' is no layout", "Use image or standalone.");
        };
        recipe.warnings(tree).forEach(getLog()::warn);
        Image image = recipe.image(tree);
        AtomicFile.replace(file, image::writeTo);
        logFile(file);
    }

    private void refuse(List<String> properties, String other) throws BadInput {
        if (!properties.isEmpty()) {
            throw new BadInput(
                    String.join(", ", properties),
                    "without effect in layout " + layout,
                    "Leave out what is of the other layout, or set -Dgrub-xen.layout=" + other + ".");
        }
    }

    private ImageRecipe plain(ModuleTree tree) throws IOException {
        refuse(ofLayoutStandalone(), "standalone");
        return image(tree);
    }

    private ImageRecipe allInMemdisk(ModuleTree tree) throws IOException {
        refuse(ofLayoutImage(), "image");
        return standalone(tree);
    }
}
