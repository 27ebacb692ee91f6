// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.plan.ImageDirectory;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** The code shared by the goals that make images or check their inputs. */
abstract class AbstractImagesMojo extends AbstractGrubXenMojo {

    /**
     * The images. Default: with the presets debian-split and all-guests, one for each platform with the plugin's own grub.cfg;
     * otherwise one for each {@code src/main/grub/*.cfg} and platform.
     *
     * @since 0.9.0
     */
    @Parameter
    private List<ImageConfiguration> images = new ArrayList<>();

    /**
     * Directory of the configs that become images if no {@code <images>} are configured.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.flavours", defaultValue = "${basedir}/src/main/grub")
    private File flavours;

    /**
     * {@code debian-split}: images and packages as in Debian. {@code all-guests}: the same from a patched GRUB, to be installed
     * beside Debian's packages. {@code site} (default): images and packages of your own.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.preset")
    private @Nullable String preset;

    @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
    private MojoExecution execution;

    final List<ImageDirectory.Named> images(long time) throws IOException {
        return new Site(
                        preset(),
                        flavours.toPath(),
                        new PomValues(session(), execution)::of,
                        directories().modules(),
                        trees().configs(),
                        time,
                        new Site.Shared())
                .images(images);
    }

    final Preset preset() throws BadInput {
        return Preset.of(preset);
    }

    /** Whether the build makes images. */
    final boolean makesImages() throws IOException {
        return !images.isEmpty()
                || preset() != Preset.SITE
                || !Site.configs(flavours.toPath()).isEmpty();
    }
}
