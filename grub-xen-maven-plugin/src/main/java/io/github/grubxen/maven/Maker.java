// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.deb.DebWriter;
import io.github.grubxen.io.Digest;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What makes the files of a build: the plugin as it is now, and the libraries that have a part in their bytes. */
final class Maker {
    private static @Nullable String known;

    private Maker() {}

    /** Another text for any other plugin, be its version the same. */
    static synchronized String identity() throws IOException {
        if (known == null) {
            List<String> parts = new ArrayList<>();
            List<Class<?>> makers = new ArrayList<>(DebWriter.LIBRARIES);
            makers.add(Maker.class);
            for (Class<?> type : makers) {
                CodeSource source = type.getProtectionDomain().getCodeSource();
                Path place = place(source);
                parts.add(
                        place != null && Files.isRegularFile(place)
                                ? Digest.sha256(place)
                                : "not in an archive: " + System.nanoTime());
            }
            known = String.join(" ", parts);
        }
        return known;
    }

    private static @Nullable Path place(@Nullable CodeSource source) {
        try {
            return source == null ? null : Path.of(source.getLocation().toURI());
        } catch (URISyntaxException | IllegalArgumentException e) {
            return null;
        }
    }
}
