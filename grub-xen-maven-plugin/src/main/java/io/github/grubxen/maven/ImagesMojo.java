// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.io.Progress;
import io.github.grubxen.io.UpToDateRecords;
import io.github.grubxen.plan.ImageDirectory;
import java.io.IOException;
import java.util.List;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Makes GRUB images for Xen from the modules of {@code grub-xen:modules}, in {@code target/grub-xen/images/}. The images equal
 * those of grub-mkimage byte for byte; no other program is needed.
 *
 * @since 0.9.0
 */
@Mojo(name = "images", defaultPhase = LifecyclePhase.PREPARE_PACKAGE, threadSafe = true)
public class ImagesMojo extends AbstractImagesMojo {

    /**
     * Rebuilds files that are up to date too.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.force", defaultValue = "false")
    private boolean force;

    /**
     * Skips this goal.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.images.skip", defaultValue = "false")
    private boolean skipImages;

    @Override
    boolean skipGoal() {
        return skipImages;
    }

    @Override
    void make() throws IOException {
        List<ImageDirectory.Named> all = images(timestamp());
        UpToDateRecords records = new UpToDateRecords();
        List<ImageDirectory.Written> written = Progress.during(
                log(),
                "Writing " + all.size() + " images",
                progress -> new ImageDirectory(all)
                        .writeTo(
                                directories().images(),
                                trees()::tree,
                                log(),
                                directories().former("images", force),
                                records,
                                Maker.identity()));
        records.write(directories().records("images"));
        for (ImageDirectory.Written image : written) {
            log().wrote(image.fileName(), image.size(), image.sha256());
        }
        int kept = all.size() - written.size();
        if (kept > 0) {
            getLog().info((written.isEmpty() ? "Nothing to do: " : "Kept: ") + kept
                    + (kept == 1 ? " image is" : " images are") + " up to date");
        }
    }
}
