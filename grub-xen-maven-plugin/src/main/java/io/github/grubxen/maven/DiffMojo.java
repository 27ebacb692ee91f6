// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.difference.Difference;
import io.github.grubxen.difference.DifferenceJson;
import io.github.grubxen.difference.DifferenceText;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Prints the differences of two images, two packages or the images and packages of two builds, in words: modules, kernel, config
 * lines, files, control fields. Needs no project. A difference does not fail the build.
 *
 * @since 0.9.0
 */
@Mojo(name = "diff", requiresProject = false, threadSafe = true)
public class DiffMojo extends AbstractCommandLineMojo {
    /**
     * The former image, package or directory of a build ({@code target}, or any directory with images or packages).
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.old")
    private @Nullable File old;

    /**
     * The newer image, package or directory.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.new")
    private @Nullable File newer;

    /**
     * Format of the differences: {@code text} or {@code json}.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.format", defaultValue = "text")
    private String format;

    /**
     * A file for the differences. Default: standard output.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.output")
    private @Nullable File output;

    @Override
    void run() throws IOException {
        TextOutput told = TextOutput.of(format, output);
        Path before = needed("grub-xen.old", old, "nothing to compare with");
        Path after = needed("grub-xen.new", newer, "nothing to compare");
        told.refuse(before, "is to be compared");
        told.refuse(after, "is to be compared");
        Difference difference = Difference.of(before, after);
        String text = switch (told.format()) {
            case TEXT -> String.join("\n", DifferenceText.of(difference)) + "\n";
            case JSON -> DifferenceJson.of(difference);
        };
        told.write(text, log());
    }
}
