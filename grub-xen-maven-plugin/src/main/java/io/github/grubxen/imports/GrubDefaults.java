// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.imports;

import io.github.grubxen.io.Directories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * GRUB's own files that grub-mkstandalone includes without an option for them, if the machine has them: all locales, the font
 * unicode, the theme starfield.
 *
 * <p>Source: grub_install_copy_files in grub-install-common.c of GRUB 2.12.
 *
 * @param localeDirectory the directory of the locales
 * @param dataDirectory the directory of the fonts, and of the themes below {@code themes/}
 */
public record GrubDefaults(Path localeDirectory, Path dataDirectory) {
    private static final String FONT = "unicode";
    private static final String THEME = "starfield";

    List<String> fonts() {
        return Files.exists(dataDirectory.resolve(FONT + ".pf2")) ? List.of(FONT) : List.of();
    }

    List<String> themes() {
        return Files.exists(dataDirectory.resolve("themes/" + THEME + "/theme.txt")) ? List.of(THEME) : List.of();
    }

    /** Names of the locales in a directory and in {@code po/} of the modules' directory, in byte order. */
    List<String> locales(Path directory, Optional<Path> modules) throws IOException {
        TreeSet<String> names = new TreeSet<>();
        if (modules.isPresent() && Files.isDirectory(modules.get().resolve("po"))) {
            for (Path file : Directories.list(modules.get().resolve("po"))) {
                String name = String.valueOf(file.getFileName());
                if (name.endsWith(".mo")) {
                    names.add(name.substring(0, name.length() - ".mo".length()));
                }
            }
        }
        if (Files.isDirectory(directory)) {
            for (Path locale : Directories.list(directory)) {
                if (Files.exists(locale.resolve("LC_MESSAGES/grub.mo"))) {
                    names.add(String.valueOf(locale.getFileName()));
                }
            }
        }
        return new ArrayList<>(names);
    }
}
