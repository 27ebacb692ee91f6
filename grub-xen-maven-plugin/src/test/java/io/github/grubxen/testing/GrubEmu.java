// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The program grub-emu of a release: the one that is installed for GRUB 2.06, and unpacked with its own libraries for later ones. */
public final class GrubEmu {
    private GrubEmu() {}

    private static final List<String> LIBRARIES =
            List.of("libc6", "libdevmapper1.02.1", "libselinux1", "libudev1", "libpcre2-8-0", "libcap2");

    private static final Pattern CODE = Pattern.compile("\\x1b\\[[0-9;?]*[A-Za-z]");

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

    /**
     * Runs a config in a directory of its own, with only returns from the keyboard.
     *
     * @param emulator from {@link #command}
     * @param seconds the time after which it is ended
     * @return what it printed, without the console's codes
     */
    public static String run(List<String> emulator, Path directory, String config, long seconds)
            throws IOException, InterruptedException {
        return run(emulator, directory, config, "\n".repeat(40), seconds);
    }

    /**
     * Runs a config in a directory of its own, with nobody at the keyboard.
     *
     * @param emulator from {@link #command}
     * @param seconds the time after which it is ended
     * @return what it printed, without the console's codes
     */
    public static String runAlone(List<String> emulator, Path directory, String config, long seconds)
            throws IOException, InterruptedException {
        return run(emulator, directory, config, "", seconds);
    }

    private static String run(List<String> emulator, Path directory, String config, String typed, long seconds)
            throws IOException, InterruptedException {
        Files.writeString(directory.resolve("grub.cfg"), config, StandardCharsets.ISO_8859_1);
        Path keys = Files.writeString(directory.resolve("keys"), typed);
        Path output = directory.resolve("output");
        List<String> command = new ArrayList<>(emulator);
        command.addAll(List.of("-d", directory.toString()));
        Process process = new ProcessBuilder(command)
                .redirectInput(keys.toFile())
                .redirectOutput(output.toFile())
                .redirectErrorStream(true)
                .start();
        try {
            process.waitFor(seconds, TimeUnit.SECONDS);
        } finally {
            process.destroyForcibly().waitFor();
        }
        return CODE.matcher(Files.readString(output, StandardCharsets.ISO_8859_1))
                .replaceAll("")
                .replace("\r", "");
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
