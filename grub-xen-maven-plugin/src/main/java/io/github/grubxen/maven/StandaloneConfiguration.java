// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.plan.FileCompression;
import io.github.grubxen.plan.GrubResources;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** {@code <standalone>}: GRUB's own files in the memdisk of a standalone image, besides its modules. */
public class StandaloneConfiguration {
    /** Names of locales; none by default. */
    private List<String> locales = new ArrayList<>();

    /** Names of fonts; none by default. */
    private List<String> fonts = new ArrayList<>();

    /** Names of themes; none by default. */
    private List<String> themes = new ArrayList<>();

    /** Where locales lie. */
    private File localeDirectory = new File("/usr/share/locale");

    /** Where fonts and the folder of the themes lie. */
    private File dataDirectory = new File("/usr/share/grub");

    /** {@code no}, {@code xz} or {@code gz}: compresses each of GRUB's own files. */
    private String compress = "no";

    /**
     * GRUB's own files.
     *
     * @param known those that other images asked for, by what they asked for
     */
    SortedMap<String, Bytes> resources(Path folder, ModuleTree tree, Map<List<Object>, SortedMap<String, Bytes>> known)
            throws IOException {
        List<Object> asked =
                List.of(folder, List.of(locales, fonts, themes), localeDirectory.toPath(), dataDirectory.toPath());
        synchronized (known) {
            SortedMap<String, Bytes> files = known.get(asked);
            if (files == null) {
                files = new GrubResources(
                                folder,
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

    FileCompression compression() throws BadInput {
        return FileCompression.of("<image>/<standalone>/<compress>", compress.strip());
    }
}
