package io.github.grubxen.maven;

import io.github.grubxen.image.ImageSet;
import io.github.grubxen.io.Folders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Makes GRUB images for Xen out of the modules that {@code grub-xen:modules} got, in {@code target/grub-xen/images/}: as
 * grub-mkimage would, byte for byte, without any other program.
 */
@Mojo(name = "images", defaultPhase = LifecyclePhase.PREPARE_PACKAGE, threadSafe = true)
public class ImagesMojo extends AbstractGrubXenMojo {

    /** The images; with the preset debian-split one for each platform, with the plugin's own grub.cfg, by default. */
    @Parameter
    private List<ImageConfiguration> images = new ArrayList<>();

    /** {@code debian-split}: images and packages as Debian splits them. */
    @Parameter(property = "grub-xen.preset")
    private @Nullable String preset;

    /** Skips this goal. */
    @Parameter(property = "grub-xen.images.skip", defaultValue = "false")
    private boolean skipImages;

    @Override
    boolean skipGoal() {
        return skipImages;
    }

    @Override
    void make() throws IOException {
        List<ImageSet.Named> all = ImageConfiguration.all(images, Preset.of(preset), modulesFolder(), timestamp());
        new ImageSet(all).writeTo(imagesFolder(), trees()::tree, log());
        for (Path image : Folders.list(imagesFolder())) {
            logFile(image);
        }
    }
}
