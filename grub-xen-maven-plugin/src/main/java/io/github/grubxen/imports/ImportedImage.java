// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.imports;

import io.github.grubxen.io.Place;
import io.github.grubxen.platform.Platform;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** An image that a call describes. */
public sealed interface ImportedImage permits StandaloneImage, PlainImage {

    /** The parts that the images of both tools have. */
    Common common();

    /**
     * The parts that the images of both tools have.
     *
     * @param place the line of the call
     * @param platform the platform
     * @param output the file that the call writes
     * @param modules the directory of the modules; empty for GRUB's own
     * @param keys files with public keys, in their order
     * @param deviceTree a device tree; not used on Xen
     * @param disableShimLock without effect on Xen
     * @param disableCli whether GRUB's command line is disabled
     */
    record Common(
            Place place,
            Platform platform,
            Path output,
            Optional<Path> modules,
            List<Path> keys,
            Optional<Path> deviceTree,
            boolean disableShimLock,
            boolean disableCli) {
        /** The directory in which the tool finds its modules. */
        public Path moduleDirectory(Path grub) {
            return modules.orElse(grub.resolve(platform.id()));
        }

        /** Name of the image's file. */
        public String name() {
            return String.valueOf(output.getFileName());
        }
    }
}
