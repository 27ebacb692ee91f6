// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.plan.MemdiskFileCompression;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * {@code <standalone>}: GRUB's own files in the memdisk of a standalone image, in addition to its modules.
 *
 * <pre>{@code
 * <standalone>
 *   <locales>
 *     <locale>de</locale>
 *   </locales>
 *   <fonts>
 *     <font>unicode</font>
 *   </fonts>
 *   <compress>xz</compress>
 * </standalone>
 * }</pre>
 *
 * @since 0.9.0
 */
public class StandaloneConfiguration {
    /**
     * Names of modules that are loaded before the config is read ({@code --modules} of grub-mkstandalone). Default: those that
     * read the memdisk.
     */
    private List<String> preload = new ArrayList<>();

    /** Names of locales. Default: none. */
    private List<String> locales = new ArrayList<>();

    /** Names of fonts. Default: none. */
    private List<String> fonts = new ArrayList<>();

    /** Names of themes. Default: none. */
    private List<String> themes = new ArrayList<>();

    /** Directory of the locales. */
    private File localeDirectory = new File(GrubFileOptions.LOCALE_DIRECTORY);

    /** Directory of the fonts and of {@code themes/}. */
    private File dataDirectory = new File(GrubFileOptions.DATA_DIRECTORY);

    /** Compression of each of GRUB's own files: {@code no}, {@code xz} or {@code gz}. */
    private String compress = GrubFileOptions.COMPRESS;

    /**
     * GRUB's own files.
     *
     * @param known files that other images have read, by the options that determine them
     */
    SortedMap<String, Bytes> resources(
            Path directory, ModuleTree tree, Map<List<Object>, SortedMap<String, Bytes>> known) throws IOException {
        GrubFileOptions options = options();
        List<Object> asked = options.key(directory);
        synchronized (known) {
            SortedMap<String, Bytes> files = known.get(asked);
            if (files == null) {
                files = options.files(StandaloneConfiguration::element, directory, tree);
                known.put(asked, files);
            }
            return files;
        }
    }

    /** Names of the modules that are loaded before the config is read. */
    List<String> preload() throws BadInput {
        return Entries.of(element("preload"), preload);
    }

    MemdiskFileCompression compression() throws BadInput {
        return options().compression(StandaloneConfiguration::element);
    }

    private GrubFileOptions options() {
        return new GrubFileOptions(locales, localeDirectory, fonts, themes, dataDirectory, compress);
    }

    private static String element(String option) {
        return "<image>/<standalone>/<" + option + ">";
    }
}
