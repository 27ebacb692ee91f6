// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab.machine;

import io.github.grubxen.io.BuildLog;
import io.github.grubxen.io.Progress;
import io.github.grubxen.source.AptPackage;
import io.github.grubxen.source.AptRepository;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The programs that the lab runs on this machine. If a program is not on the PATH, its package is fetched with apt and unpacked
 * into the cache, and the program runs with the libraries of its packages.
 *
 * @param cache directory of the cache
 * @param apt the packages
 * @param searchPath directories of programs
 */
public record HostPrograms(Path cache, AptRepository apt, List<Path> searchPath) {
    private static final String QEMU = "qemu-system-x86_64";
    private static final String MKE2FS = "mke2fs";

    /** Directories of system programs, which an ordinary user's PATH does not name. */
    private static final List<String> SYSTEM = List.of("/usr/sbin", "/sbin");

    /**
     * A program, and how to run it.
     *
     * @param command the program, and arguments that must come first
     * @param environment the environment variables that it needs
     */
    public record Program(List<String> command, Map<String, String> environment) {}

    /** Programs on the PATH of the environment. */
    public static HostPrograms of(Path cache, AptRepository apt) {
        List<Path> directories = new ArrayList<>();
        String path = System.getenv("PATH");
        for (String directory : (path == null ? "" : path).split(File.pathSeparator, -1)) {
            if (!directory.isBlank()) {
                directories.add(Path.of(directory));
            }
        }
        SYSTEM.stream().map(Path::of).forEach(directories::add);
        return new HostPrograms(cache, apt, directories);
    }

    /** A program of this machine. Empty if the machine does not have it. */
    public Optional<Program> find(String name) {
        return searchPath.stream()
                .map(directory -> directory.resolve(name))
                .filter(Files::isExecutable)
                .findFirst()
                .map(file -> new Program(List.of(file.toString()), Map.of()));
    }

    /** QEMU for x86. */
    public Program qemu(BuildLog log) throws IOException {
        Optional<Program> installed = find(QEMU);
        if (installed.isPresent()) {
            return installed.get();
        }
        Sysroot root = unpacked("qemu", LabPackages.QEMU, log);
        List<String> command = new ArrayList<>(root.command("usr/bin/" + QEMU));
        for (String data : List.of("usr/share/qemu", "usr/share/seabios")) {
            command.addAll(List.of("-L", root.directory().resolve(data).toString()));
        }
        Path modules = root.directory().resolve("usr/lib/x86_64-linux-gnu/qemu");
        return new Program(command, Map.of("QEMU_MODULE_DIR", modules.toString()));
    }

    /** The program that makes ext2, ext3 and ext4 file systems. */
    public Program mke2fs(BuildLog log) throws IOException {
        Optional<Program> installed = find(MKE2FS);
        if (installed.isPresent()) {
            return installed.get();
        }
        Sysroot root = unpacked("e2fsprogs", LabPackages.E2FSPROGS, log);
        return new Program(root.command("usr/sbin/" + MKE2FS), Map.of());
    }

    private Sysroot unpacked(String kind, LabPackages wanted, BuildLog log) throws IOException {
        List<AptPackage> packages = wanted.resolve(apt, log);
        return new Sysroot(PreparedDirectory.of(cache, kind, packages, "", log, fresh -> {
            log.info("Unpacking " + wanted.roots().get(0) + ", which is not on the PATH (once for these packages)");
            List<Path> debs = apt.download(packages, log);
            Progress.during(
                    log,
                    "Unpacking " + debs.size() + " packages",
                    progress -> Sysroot.unpack(debs, fresh, path -> !path.startsWith("usr/share/doc/")));
        }));
    }
}
