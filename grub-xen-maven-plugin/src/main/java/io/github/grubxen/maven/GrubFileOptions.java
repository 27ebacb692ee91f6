// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.plan.GrubResources;
import io.github.grubxen.plan.MemdiskFileCompression;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.function.UnaryOperator;

/**
 * GRUB's own files in the memdisk of a standalone image, besides modules. They are properties of the goal mkimage, and
 * elements of {@code <standalone>} in a project.
 *
 * @param locales names of locales
 * @param localeDirectory directory of the locales
 * @param fonts names of fonts
 * @param themes names of themes
 * @param dataDirectory directory of the fonts and of {@code themes/}
 * @param compress the compression of each file, as a word
 */
record GrubFileOptions(
        List<String> locales,
        File localeDirectory,
        List<String> fonts,
        List<String> themes,
        File dataDirectory,
        String compress) {
    /** Default of the locales' directory. */
    static final String LOCALE_DIRECTORY = "/usr/share/locale";

    /** Default of the directory of fonts and themes. */
    static final String DATA_DIRECTORY = "/usr/share/grub";

    /** Default of the compression. */
    static final String COMPRESS = "no";

    /** The default values. */
    static final GrubFileOptions DEFAULTS = new GrubFileOptions(
            List.of(), new File(LOCALE_DIRECTORY), List.of(), List.of(), new File(DATA_DIRECTORY), COMPRESS);

    /** The options that determine the files for a directory of modules. */
    List<Object> key(Path modules) {
        return List.of(modules, locales, localeDirectory, fonts, themes, dataDirectory);
    }

    /**
     * The files.
     *
     * @param named turns the name of a component into the option's name that the user knows
     * @param modules the directory of the platform's modules
     */
    SortedMap<String, Bytes> files(UnaryOperator<String> named, Path modules, ModuleTree tree) throws IOException {
        return new GrubResources(
                        modules,
                        localeDirectory.toPath(),
                        dataDirectory.toPath(),
                        tree.info().isAtLeast(2, 14))
                .files(
                        Entries.of(named.apply("locales"), locales),
                        Entries.of(named.apply("fonts"), fonts),
                        Entries.of(named.apply("themes"), themes));
    }

    /**
     * The compression of each file.
     *
     * @param named as for {@link #files}
     */
    MemdiskFileCompression compression(UnaryOperator<String> named) throws BadInput {
        return MemdiskFileCompression.of(named.apply("compress"), compress.strip());
    }
}
