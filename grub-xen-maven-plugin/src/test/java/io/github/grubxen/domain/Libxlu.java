// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.domain;

import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.ExternalProgram;
import io.github.grubxen.lab.machine.Sysroot;
import io.github.grubxen.source.AptPackage;
import io.github.grubxen.source.AptRepository;
import io.github.grubxen.testing.SilentLog;
import io.github.grubxen.testing.Tools;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** Debian 12's libxlutil, with which its xl reads configurations. A program of ours prints what the library has read. */
final class Libxlu {
    /** The names that the program asks for. */
    static final List<String> NAMES =
            List.of("a", "b", "c1", "d.e", "f_g", "name", "type", "kernel", "memory", "disk", "vif", "extra", "vcpus");

    private static final String LIBRARIES = "usr/lib/x86_64-linux-gnu";

    private static final String PACKAGE = "libxenmisc4.17";

    /** The libraries that the library itself needs. The C library is that of the machine, for which the program is compiled. */
    private static final Pattern NEEDED = Pattern.compile("lib(?!c6|gcc).*|zlib1g");

    private final List<String> command;
    private final Map<String, String> environment;
    private final Path directory;

    private Libxlu(List<String> command, Map<String, String> environment, Path directory) {
        this.command = command;
        this.environment = environment;
        this.directory = directory;
    }

    /** The program that reads whole configurations, compiled in a directory. */
    static Libxlu in(Path directory) throws IOException {
        return in(directory, "xlu.c", NAMES);
    }

    /** The program that reads the texts of disks, compiled in a directory. */
    static Libxlu disks(Path directory) throws IOException {
        return in(directory, "xludisk.c", List.of());
    }

    private static Libxlu in(Path directory, String name, List<String> arguments) throws IOException {
        Tools.require("gcc");
        Path cache = Path.of(System.getProperty("grub-xen.cache", "target/cache"));
        AptRepository apt = new AptRepository(cache, Optional.of("bookworm"), false);
        List<AptPackage> packages = apt.closure(List.of(PACKAGE), NEEDED, new SilentLog());
        Sysroot.unpack(
                apt.download(packages, new SilentLog()), directory.resolve("root"), path -> path.startsWith(LIBRARIES));
        String libraries = directory.resolve("root").resolve(LIBRARIES).toString();
        Path source = directory.resolve(name);
        try (InputStream in = Libxlu.class.getResourceAsStream(name)) {
            Files.copy(Objects.requireNonNull(in), source);
        }
        Path program = directory.resolve("xlu");
        Tools.run(
                directory,
                "gcc",
                "-o",
                program.toString(),
                source.toString(),
                libraries + "/libxlutil.so.4.17",
                "-Wl,--unresolved-symbols=ignore-in-shared-libs");
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(arguments);
        return new Libxlu(command, Map.of("LD_LIBRARY_PATH", libraries), directory);
    }

    /** What the library reads from each configuration, in the form that the program's source describes. */
    List<String> read(List<String> configurations) throws IOException {
        ByteArrayOutputStream input = new ByteArrayOutputStream();
        for (String configuration : configurations) {
            byte[] bytes = configuration.getBytes(StandardCharsets.ISO_8859_1);
            input.writeBytes((bytes.length + "\n").getBytes(StandardCharsets.ISO_8859_1));
            input.writeBytes(bytes);
        }
        String output = ExternalProgram.run(
                        command,
                        environment,
                        directory,
                        Duration.ofMinutes(2),
                        Bytes.of("configurations", input.toByteArray()))
                .outputOrThrow("the program that uses libxlutil", "See above.");
        return output.lines().map(String::strip).toList();
    }
}
