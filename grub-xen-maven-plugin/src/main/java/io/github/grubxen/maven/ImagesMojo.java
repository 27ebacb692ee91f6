package io.github.grubxen.maven;

import io.github.grubxen.image.ImageSet;
import io.github.grubxen.io.Folders;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Makes GRUB images for Xen out of the modules that {@code grub-xen:modules} got, in {@code target/grub-xen/images/}: as
 * grub-mkimage would, byte for byte, without any other program.
 */
@Mojo(name = "images", defaultPhase = LifecyclePhase.PREPARE_PACKAGE, threadSafe = true)
public class ImagesMojo extends AbstractImagesMojo {

    /** Skips this goal. */
    @Parameter(property = "grub-xen.images.skip", defaultValue = "false")
    private boolean skipImages;

    @Override
    boolean skipGoal() {
        return skipImages;
    }

    @Override
    void make() throws IOException {
        new ImageSet(images(timestamp())).writeTo(imagesFolder(), trees()::tree, log());
        for (Path image : Folders.list(imagesFolder())) {
            logFile(image);
        }
    }
}
