// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.plan;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Directories;
import io.github.grubxen.io.InputFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * GRUB's locales, fonts and themes, by name. A missing one is an error.
 *
 * <p>Source: "Image format", section 8.1.
 *
 * @param tree the directory of the modules; its {@code po/} is searched first
 * @param locales the locale directory, such as {@code /usr/share/locale}
 * @param data GRUB's data directory, such as {@code /usr/share/grub}
 * @param wholeThemes whether subdirectories of a theme are included too, as GRUB does since 2.14
 */
public record GrubResources(Path tree, Path locales, Path data, boolean wholeThemes) {
    private static final long MAX_FILE_BYTES = 1L << 28;

    /** The files of the named locales, fonts and themes under their names below {@code boot/grub/}. */
    public SortedMap<String, Bytes> files(List<String> localeNames, List<String> fonts, List<String> themes)
            throws IOException {
        SortedMap<String, Bytes> files = new TreeMap<>();
        for (String locale : localeNames) {
            checkName("locale", locale);
            String translation = locale + "/LC_MESSAGES/grub.mo";
            Path langpack = Path.of(locales + "-langpack", translation);
            files.put(
                    "locale/" + locale + ".mo",
                    first(
                            "locale " + locale,
                            List.of(tree.resolve("po/" + locale + ".mo"), langpack, locales.resolve(translation))));
        }
        for (String font : fonts) {
            checkName("font", font);
            files.put("fonts/" + font + ".pf2", first("font " + font, List.of(data.resolve(font + ".pf2"))));
        }
        for (String theme : themes) {
            checkName("theme", theme);
            Path directory = data.resolve("themes").resolve(theme);
            first("theme " + theme, List.of(directory.resolve("theme.txt")));
            addTheme(files, "themes/" + theme, directory);
        }
        return files;
    }

    private void addTheme(SortedMap<String, Bytes> files, String name, Path directory) throws IOException {
        for (Path file : Directories.list(directory)) {
            String path = name + "/" + Directories.name(file);
            if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                files.put(path, Bytes.read(file, MAX_FILE_BYTES));
            } else if (wholeThemes && Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                addTheme(files, path, file);
            }
        }
    }

    private static Bytes first(String what, List<Path> places) throws IOException {
        for (Path place : places) {
            if (InputFile.isThere(place)) {
                return Bytes.read(place, MAX_FILE_BYTES);
            }
        }
        throw new BadInput(what, "is in none of " + places, "Check the name, or install what has it.");
    }

    private static void checkName(String kind, String name) throws BadInput {
        if (name.contains("/") || name.isBlank() || name.startsWith(".")) {
            throw new BadInput(
                    kind + " '" + name + "'", "is not a name", "Give the name alone, without directory and suffix.");
        }
    }
}
