// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.imports;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * An image of grub-mkstandalone.
 *
 * @param common the parts that the images of both tools have
 * @param config the file at {@code boot/grub/grub.cfg}
 * @param files further files
 * @param embedded names of the modules that are loaded before the config is read
 * @param installed names of the modules in the memdisk; empty for all
 * @param resources GRUB's own files besides its modules
 */
public record StandaloneImage(
        Common common,
        Path config,
        List<Graft> files,
        List<String> embedded,
        Optional<List<String>> installed,
        Resources resources)
        implements ImportedImage {

    /** A file or directory in the memdisk. */
    public record Graft(String target, Path source) {}

    /**
     * GRUB's own files besides its modules.
     *
     * @param locales names of locales
     * @param fonts names of fonts
     * @param themes names of themes
     * @param localeDirectory the directory of the locales
     * @param dataDirectory the directory of the fonts, and of the themes below {@code themes/}
     * @param compress the compression of each file: {@code no}, {@code xz} or {@code gz}
     */
    public record Resources(
            List<String> locales,
            List<String> fonts,
            List<String> themes,
            Path localeDirectory,
            Path dataDirectory,
            String compress) {}
}
