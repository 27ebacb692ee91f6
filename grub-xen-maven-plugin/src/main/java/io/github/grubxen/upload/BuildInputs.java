// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.upload;

import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Digest;
import io.github.grubxen.io.Directories;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.source.GrubOrigin;
import io.github.grubxen.source.ModulesDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The inputs and the environment of a build's packages.
 *
 * @param origin the origin of GRUB's modules
 * @param trees platforms and the digests of their module trees
 * @param buildOrigin name of the distribution that the packages belong to, if any
 * @param buildArchitecture Debian's name of the building machine's architecture
 * @param builtBy name and version of the program that made them
 * @param time timestamp of all output, in seconds since the epoch
 */
public record BuildInputs(
        GrubOrigin origin,
        SortedMap<String, String> trees,
        Optional<String> buildOrigin,
        String buildArchitecture,
        String builtBy,
        long time) {

    /** The inputs of a build on this machine. */
    public static BuildInputs of(ModulesDirectory modules, Optional<String> buildOrigin, String builtBy, long time)
            throws IOException {
        SortedMap<String, String> trees = new TreeMap<>();
        for (Platform platform : modules.platforms()) {
            trees.put(platform.id(), digest(modules.path().resolve(platform.id())));
        }
        return new BuildInputs(modules.origin(), trees, buildOrigin, thisArchitecture(), builtBy, time);
    }

    private static String digest(Path tree) throws IOException {
        StringBuilder sums = new StringBuilder();
        for (Path file : Directories.list(tree)) {
            sums.append(Digest.sha256(file))
                    .append("  ")
                    .append(file.getFileName())
                    .append('\n');
        }
        return Digest.sha256(Bytes.of("sums", sums.toString().getBytes(StandardCharsets.UTF_8)));
    }

    /** Debian's name of this machine's architecture, which can differ from Java's name. */
    private static String thisArchitecture() {
        String java = System.getProperty("os.arch", "amd64").toLowerCase(Locale.ROOT);
        return switch (java) {
            case "x86_64" -> "amd64";
            case "aarch64" -> "arm64";
            case "x86" -> "i386";
            case "ppc64le" -> "ppc64el";
            default -> java;
        };
    }
}
