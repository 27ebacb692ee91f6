// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.imports;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * An image of grub-mkimage.
 *
 * @param common the parts that the images of both tools have
 * @param embedded the modules: names, or paths of files
 * @param prefix the prefix; empty for the one of images with a memdisk
 * @param memdisk the file that becomes the memdisk
 * @param config the early config
 */
public record PlainImage(
        Common common, List<String> embedded, Optional<String> prefix, Optional<Path> memdisk, Optional<Path> config)
        implements ImportedImage {}
