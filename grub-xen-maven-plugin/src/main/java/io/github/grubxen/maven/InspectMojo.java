// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import com.google.gson.GsonBuilder;
import io.github.grubxen.format.Image;
import io.github.grubxen.inspect.ImageParts;
import io.github.grubxen.inspect.Inspection;
import io.github.grubxen.inspect.TextReport;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Printable;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Shows the contents of any GRUB image for Xen: platform, release, segments, notes, prefix, config, modules, memdisk, keys,
 * second-stage header. Needs no project. The report goes to standard output. Programs should read it from a file ({@code
 * -Dgrub-xen.output}), because Maven writes to standard output too, in some releases even with {@code -q}.
 *
 * @since 0.9.0
 */
@Mojo(name = "inspect", requiresProject = false, threadSafe = true)
public class InspectMojo extends AbstractCommandLineMojo {
    /**
     * The image to read.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.image")
    private @Nullable File image;

    /**
     * Format of the report: {@code text} or {@code json}.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.format", defaultValue = "text")
    private String format;

    /**
     * A file for the report. Default: standard output.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.output")
    private @Nullable File output;

    /**
     * A new directory for the image's parts.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.extract")
    private @Nullable File extract;

    @Override
    void run() throws IOException {
        Path path = needed("grub-xen.image", image, "no image to read");
        Bytes file = Bytes.read(path, Image.MAX_BYTES);
        TextOutput told = TextOutput.of(format, output);
        told.refuse(path, "is the image itself");
        Inspection inspection = Inspection.of(file);
        String report = switch (told.format()) {
            case TEXT -> String.join("\n", TextReport.of(inspection)) + "\n";
            case JSON ->
                Printable.json(new GsonBuilder()
                                .setPrettyPrinting()
                                .serializeNulls()
                                .disableHtmlEscaping()
                                .create()
                                .toJson(inspection))
                        + "\n";
        };
        if (extract != null) {
            ImageParts.extract(file, extract.toPath());
            getLog().info("Extracted the image's parts to " + extract);
        }
        told.write(report, log());
    }
}
