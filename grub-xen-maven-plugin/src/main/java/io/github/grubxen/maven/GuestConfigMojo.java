// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.domain.Conversion;
import io.github.grubxen.domain.GuestType;
import io.github.grubxen.domain.ImagePath;
import io.github.grubxen.domain.KeptFile;
import io.github.grubxen.domain.XlConfig;
import io.github.grubxen.format.Image;
import io.github.grubxen.format.ImageFile;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Choice;
import io.github.grubxen.io.Latin1;
import io.github.grubxen.platform.Platform;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Changes the xl configuration of a guest so that the guest starts with one of our images as a PV or PVH guest. Removes the
 * settings that contradict this, keeps every other byte, and shows the difference. Needs no project.
 *
 * @since 0.9.0
 */
@Mojo(name = "guest-config", requiresProject = false, threadSafe = true)
public class GuestConfigMojo extends AbstractCommandLineMojo {
    private static final Choice<GuestType> TYPES =
            Choice.of("type of guest", List.of(GuestType.PVH, GuestType.PV), GuestType::toString);

    /**
     * The guest's xl configuration.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.domain")
    private @Nullable File domain;

    /**
     * The new type of the guest: {@code pvh} or {@code pv}.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.to")
    private @Nullable String to;

    /**
     * Path that the image has on the host. If the file exists on this machine too, its platform is checked.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.image")
    private @Nullable String image;

    /**
     * The file to write. It may be the configuration itself; an existing file that is changed is kept as a backup.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.output")
    private @Nullable File output;

    /**
     * Where to keep the former file. Default: the file's name with {@code .bak}, beside it.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.backup")
    private @Nullable File backup;

    /**
     * Only shows the difference.
     *
     * @since 0.9.0
     */
    @Parameter(property = "grub-xen.dryRun", defaultValue = "false")
    private boolean dryRun;

    @Override
    void run() throws IOException {
        Path file = needed("grub-xen.domain", domain, "no configuration to read");
        if (output == null && !dryRun) {
            throw new BadInput(
                    "grub-xen.output",
                    "no file to write",
                    "Set -Dgrub-xen.output=FILE, or -Dgrub-xen.dryRun=true to see the difference only.");
        }
        GuestType type = TYPES.read("grub-xen.to", to == null ? "" : to);
        ImagePath path = ImagePath.of("grub-xen.image", image == null ? "" : image.strip());
        checkImage(Path.of(path.text()), type);
        Conversion conversion = Conversion.of(XlConfig.parse(Bytes.read(file, XlConfig.MAX_BYTES)), type, path);
        show(file, conversion);
        if (output != null && !dryRun) {
            write(file, output.toPath(), conversion);
        }
    }

    /** Refuses an image for guests of the other type. The host may be another machine, so the file may be missing here. */
    private void checkImage(Path file, GuestType type) throws IOException {
        if (!Files.isRegularFile(file)) {
            getLog().info(file + " is not on this machine, so its platform was not checked");
            return;
        }
        Platform platform =
                ImageFile.read(Bytes.read(file, Image.MAX_BYTES)).image().platform();
        if (platform.isPvh() != (type == GuestType.PVH)) {
            throw new BadInput(
                    "grub-xen.image",
                    file + " is an image for " + platform + ", which does not start as a " + type + " guest",
                    "Name an image for " + type + " guests, or set -Dgrub-xen.to=" + (platform.isPvh() ? "pvh" : "pv")
                            + ".");
        }
    }

    private void show(Path file, Conversion conversion) {
        if (conversion.isUnchanged()) {
            getLog().info(file + " needs no change");
            return;
        }
        conversion.changes().forEach(change -> getLog().info(change.toString()));
        getLog().info("--- " + file);
        getLog().info("+++ " + (output == null ? file : output));
        conversion
                .difference()
                .forEach(line -> getLog().info(Latin1.decoded(line).replace("\t", "    ")));
    }

    private void write(Path file, Path target, Conversion conversion) throws IOException {
        if (conversion.isUnchanged() && Files.exists(target) && Files.isSameFile(file, target)) {
            return;
        }
        KeptFile.Names names = new KeptFile.Names("grub-xen.output", "grub-xen.backup");
        new KeptFile(target, Optional.ofNullable(backup).map(File::toPath), names)
                .write(conversion.result(), file)
                .ifPresent(kept -> getLog().info("Kept the former file as " + kept));
        log().wrote(target);
    }
}
