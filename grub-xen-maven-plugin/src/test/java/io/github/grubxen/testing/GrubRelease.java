package io.github.grubxen.testing;

import io.github.grubxen.io.BuildLog;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.ExternalProgram;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.source.AptRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A GRUB release as Debian publishes it: its modules, its images and its C tools, fetched with apt. */
public enum GrubRelease {
    /** The one of the suite that the machine runs. */
    MACHINE(Optional.empty()),
    /** Debian 13's, GRUB 2.12. */
    TRIXIE(Optional.of("trixie"));

    /** The C tools and all that they are linked with, so that they run on any machine. */
    private static final List<String> TOOLS = List.of(
            "grub-common",
            "libc6",
            "liblzma5",
            "libdevmapper1.02.1",
            "libselinux1",
            "libudev1",
            "libpcre2-8-0",
            "libcap2");

    /** Asked of apt once in a run: it takes a second each time. */
    private static final Map<String, Path> FETCHED = new HashMap<>();

    private static final BuildLog LOG = new BuildLog() {
        @Override
        public void info(String line) {
            System.out.println(line);
        }

        @Override
        public void warn(String line) {
            System.out.println(line);
        }
    };

    private final Optional<String> suite;

    GrubRelease(Optional<String> suite) {
        this.suite = suite;
    }

    /** The file of a package of this release. */
    public Path deb(String name) throws IOException {
        Tools.require("apt-get", "apt-config");
        synchronized (FETCHED) {
            Path deb = FETCHED.get(this + name);
            if (deb == null) {
                deb = new AptRepository(cache(), suite, false).download(name, Optional.empty(), LOG);
                FETCHED.put(this + name, deb);
            }
            return deb;
        }
    }

    /** A package, unpacked by dpkg. */
    public Path unpacked(String name) throws IOException {
        synchronized (GrubRelease.class) {
            Path deb = deb(name);
            Path folder = work().resolve(String.valueOf(deb.getFileName()));
            if (!Files.exists(folder)) {
                Path fresh = Files.createTempDirectory(Files.createDirectories(work()), "unpacking");
                Tools.run(work(), "dpkg-deb", "-x", deb.toString(), fresh.toString());
                Files.move(fresh, folder);
            }
            return folder;
        }
    }

    /** The folder that holds the platforms' module folders. */
    public Path grubFolder() throws IOException {
        return unpacked("grub-xen-bin").resolve("usr/lib/grub");
    }

    /** The module tree of a platform. */
    public ModuleTree tree(Platform platform) throws IOException {
        return ModuleTree.read(platform, grubFolder().resolve(platform.id()), this + ": " + platform);
    }

    /** The image that Debian publishes for a platform. */
    public Bytes publishedImage(Platform platform) throws IOException {
        Path image = unpacked("grub-xen-host").resolve("usr/lib/grub-xen/grub-" + platform + ".bin");
        return Bytes.read(image, 1 << 24);
    }

    /** Runs one of the release's C tools. */
    public ExternalProgram tool(Path folder, String name, String... arguments) throws IOException {
        List<String> libraries = new ArrayList<>();
        for (String tool : TOOLS) {
            Path root = unpacked(tool);
            for (String place : List.of("lib/x86_64-linux-gnu", "usr/lib/x86_64-linux-gnu")) {
                libraries.add(root.resolve(place).toString());
            }
        }
        List<String> command = new ArrayList<>();
        try (Stream<Path> files = Files.walk(unpacked("libc6"))) {
            command.add(files.filter(file -> file.endsWith("ld-linux-x86-64.so.2") && Files.isRegularFile(file))
                    .findFirst()
                    .orElseThrow()
                    .toString());
        }
        command.addAll(List.of("--library-path", String.join(":", libraries)));
        command.add(unpacked("grub-common").resolve("usr/bin/" + name).toString());
        command.addAll(List.of(arguments));
        return ExternalProgram.run(command, Map.of(), folder, Duration.ofMinutes(1));
    }

    private static Path cache() {
        return Path.of(System.getProperty("grub-xen.cache", "target/cache"));
    }

    private Path work() {
        return Path.of("target/reference").toAbsolutePath().resolve(name());
    }
}
