// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The program grub-emu of a release: the one that is installed for GRUB 2.06, and unpacked with its own libraries for later ones. */
public final class GrubEmu {
    private GrubEmu() {}

    private static final List<String> LIBRARIES =
            List.of("libc6", "libdevmapper1.02.1", "libselinux1", "libudev1", "libpcre2-8-0", "libcap2");

    /** For its window, which no test opens: an empty library, as the functions in it are looked up when they are called. */
    private static final String WINDOW = "libSDL2-2.0.so.0";

    /** The command that runs it, without arguments. */
    public static synchronized List<String> command(GrubRelease release) throws IOException {
        if (release == GrubRelease.BOOKWORM) {
            Tools.require("grub-emu");
            return List.of("grub-emu");
        }
        Tools.require("as", "ld");
        Path program = release.unpacked("grub-emu").resolve("usr/bin/grub-emu");
        List<String> directories = new ArrayList<>();
        for (String library : LIBRARIES) {
            directories.add(release.unpacked(library)
                    .resolve("usr/lib/x86_64-linux-gnu")
                    .toString());
        }
        directories.add(window(Path.of("target/reference").toAbsolutePath().resolve(release + "-window")));
        return List.of(loader(release).toString(), "--library-path", String.join(":", directories), program.toString());
    }

    private static String window(Path directory) throws IOException {
        if (!Files.exists(directory.resolve(WINDOW))) {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve("empty.s"), "\n");
            Tools.run(directory, "as", "empty.s", "-o", "empty.o");
            Tools.run(directory, "ld", "-shared", "-soname", WINDOW, "-o", WINDOW, "empty.o");
        }
        return directory.toString();
    }

    private static Path loader(GrubRelease release) throws IOException {
        try (Stream<Path> files = Files.walk(release.unpacked("libc6"))) {
            return files.filter(file -> file.endsWith("ld-linux-x86-64.so.2") && Files.isRegularFile(file))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
