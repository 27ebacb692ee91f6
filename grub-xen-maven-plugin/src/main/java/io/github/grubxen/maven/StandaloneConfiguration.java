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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** {@code <standalone>}: GRUB's own files in the memdisk of a standalone image, in addition to its modules. */
public class StandaloneConfiguration {
    /** Names of locales. Default: none. */
    private List<String> locales = new ArrayList<>();

    /** Names of fonts. Default: none. */
    private List<String> fonts = new ArrayList<>();

    /** Names of themes. Default: none. */
    private List<String> themes = new ArrayList<>();

    /** Directory of the locales. */
    private File localeDirectory = new File("/usr/share/locale");

    /** Directory of the fonts and of {@code themes/}. */
    private File dataDirectory = new File("/usr/share/grub");

    /** Compression of each of GRUB's own files: {@code no}, {@code xz} or {@code gz}. */
    private String compress = "no";

    /**
     * GRUB's own files.
     *
     * @param known those that other images asked for, by what they asked for
     */
    SortedMap<String, Bytes> resources(
            Path directory, ModuleTree tree, Map<List<Object>, SortedMap<String, Bytes>> known) throws IOException {
        List<Object> asked =
                List.of(directory, List.of(locales, fonts, themes), localeDirectory.toPath(), dataDirectory.toPath());
        synchronized (known) {
            SortedMap<String, Bytes> files = known.get(asked);
            if (files == null) {
                files = new GrubResources(
                                directory,
                                localeDirectory.toPath(),
                                dataDirectory.toPath(),
                                tree.info().isAtLeast(2, 14))
                        .files(
                                Entries.of("<image>/<standalone>/<locales>", locales),
                                Entries.of("<image>/<standalone>/<fonts>", fonts),
                                Entries.of("<image>/<standalone>/<themes>", themes));
                known.put(asked, files);
            }
            return files;
        }
    }

    MemdiskFileCompression compression() throws BadInput {
        return MemdiskFileCompression.of("<image>/<standalone>/<compress>", compress.strip());
    }
}
