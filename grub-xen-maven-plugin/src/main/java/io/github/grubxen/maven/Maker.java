// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.io.Digest;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The program that makes the files of a build: this version of the plugin, with all libraries that Maven loads for it. */
final class Maker {
    private static @Nullable String known;

    private Maker() {}

    /** A text that changes with every change of the plugin, even within a version, and of a library. */
    static synchronized String identity() throws IOException {
        if (known == null) {
            known = of(classPath());
        }
        return known;
    }

    /**
     * The text for a class path.
     *
     * @param places archives; a directory gives a different text each time
     */
    static String of(List<URL> places) throws IOException {
        List<String> parts = new ArrayList<>();
        for (URL place : places) {
            Path archive = path(place);
            parts.add(
                    archive != null && Files.isRegularFile(archive)
                            ? Digest.sha256(archive)
                            : "not in an archive: " + System.nanoTime());
        }
        return String.join(" ", parts);
    }

    /** All jars that Maven loads for the plugin. Outside of Maven, only the location of this class is known. */
    private static List<URL> classPath() {
        if (Maker.class.getClassLoader() instanceof URLClassLoader plugin) {
            return List.of(plugin.getURLs());
        }
        CodeSource source = Maker.class.getProtectionDomain().getCodeSource();
        return source == null ? List.of() : List.of(source.getLocation());
    }

    private static @Nullable Path path(URL place) {
        try {
            return Path.of(place.toURI());
        } catch (URISyntaxException | IllegalArgumentException | java.nio.file.FileSystemNotFoundException e) {
            return null;
        }
    }
}
