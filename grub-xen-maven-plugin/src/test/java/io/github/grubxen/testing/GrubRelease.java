// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.testing;

import io.github.grubxen.archive.DebArchive;
import io.github.grubxen.io.BuildLog;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.ExternalProgram;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.source.AptPackage;
import io.github.grubxen.source.AptRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A GRUB release as Debian publishes it: its modules, its images and its C tools, fetched with apt. */
public enum GrubRelease {
    /** Debian 12's, GRUB 2.06. */
    BOOKWORM(Optional.of("bookworm")),
    /** Debian 13's, GRUB 2.12. */
    TRIXIE(Optional.of("trixie")),
    /** The newest that Debian has, GRUB 2.14 or later; of the suite in the property {@code grub-xen.newest}, where there is one. */
    SID(Optional.of(System.getProperty("grub-xen.newest", "sid")));

    /** Libraries that the C tools' own libraries need. */
    private static final List<String> FURTHER_LIBRARIES =
            List.of("libc6", "libselinux1", "libudev1", "libpcre2-8-0", "libcap2");

    private static final Pattern LIBRARY = Pattern.compile("(?:^|, )(lib[^ ,]+)");

    private static final Map<GrubRelease, List<String>> LOADERS = new EnumMap<>(GrubRelease.class);

    private static final Pattern NO_DEPENDENCY = Pattern.compile("(?!)");

    /** The cache verifies its files at each request, which takes a second. */
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

    /** The suite that has it. */
    public String suite() {
        return suite.orElseThrow();
    }

    /** The file of a package of this release. */
    public Path deb(String name) throws IOException {
        return debs(List.of(name)).get(0);
    }

    /** The files of packages, in this order. apt is asked for all at once, and once a day. */
    private List<Path> debs(List<String> names) throws IOException {
        Tools.require("apt-get", "apt-config");
        synchronized (FETCHED) {
            List<String> missing = names.stream()
                    .filter(name -> !FETCHED.containsKey(this + name))
                    .toList();
            if (!missing.isEmpty()) {
                AptRepository apt = new AptRepository(cache(), suite, false);
                List<AptPackage> packages = apt.closure(missing, NO_DEPENDENCY, LOG);
                List<Path> files = apt.download(packages, LOG);
                for (int i = 0; i < files.size(); i++) {
                    FETCHED.put(this + packages.get(i).name(), files.get(i));
                }
            }
            return names.stream()
                    .map(name -> Objects.requireNonNull(FETCHED.get(this + name), name))
                    .toList();
        }
    }

    /** A package, unpacked by dpkg. */
    public Path unpacked(String name) throws IOException {
        synchronized (GrubRelease.class) {
            Path deb = deb(name);
            Path directory = work().resolve(String.valueOf(deb.getFileName()));
            if (!Files.exists(directory)) {
                Path fresh = Files.createTempDirectory(Files.createDirectories(work()), "unpacking");
                Tools.run(work(), "dpkg-deb", "-x", deb.toString(), fresh.toString());
                Files.move(fresh, directory);
            }
            return directory;
        }
    }

    /** The directory that holds the platforms' module directories. */
    public Path grubDirectory() throws IOException {
        return unpacked("grub-xen-bin").resolve("usr/lib/grub");
    }

    /** The module tree of a platform. */
    public ModuleTree tree(Platform platform) throws IOException {
        return ModuleTree.read(platform, grubDirectory().resolve(platform.id()), this + ": " + platform);
    }

    /** The image that Debian publishes for a platform. */
    public Bytes publishedImage(Platform platform) throws IOException {
        Path image = unpacked("grub-xen-host").resolve("usr/lib/grub-xen/grub-" + platform + ".bin");
        return Bytes.read(image, 1 << 24);
    }

    /** The grub.cfg in the memdisk of that image. */
    public String publishedConfig(Platform platform) throws IOException {
        String image = publishedImage(platform).latin1();
        for (int at = image.indexOf("ustar"); at >= 0; at = image.indexOf("ustar", at + 1)) {
            int header = at - 257;
            if (image.startsWith("grub.cfg\0", header)) {
                int size = Integer.parseInt(image.substring(header + 124, header + 135), 8);
                return image.substring(header + 512, header + 512 + size);
            }
        }
        throw new IOException("no grub.cfg in Debian's image for " + platform);
    }

    /** GRUB's data directory, with its fonts. */
    public Path dataDirectory() throws IOException {
        return unpacked(toolsPackage()).resolve("usr/share/grub");
    }

    /** One of the release's C tools. */
    public Path tool(String name) throws IOException {
        return unpacked(toolsPackage()).resolve("usr/bin/" + name);
    }

    /** Debian's changelog of the release. */
    public Path changelog() throws IOException {
        String name = toolsPackage();
        return unpacked(name).resolve("usr/share/doc/" + name + "/changelog.Debian.gz");
    }

    /** Runs one of the release's C tools. */
    public ExternalProgram tool(Path directory, String name, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(command(name));
        command.addAll(List.of(arguments));
        Map<String, String> environment = Map.of("pkgdatadir", dataDirectory().toString());
        return ExternalProgram.run(command, environment, directory, Duration.ofMinutes(1));
    }

    /** The command that runs one of the release's C tools, without arguments. */
    public List<String> command(String name) throws IOException {
        List<String> command = new ArrayList<>(loader());
        command.add(tool(name).toString());
        return command;
    }

    /** The release's own dynamic loader with its own libraries, so that its tools run on any machine. */
    private List<String> loader() throws IOException {
        synchronized (LOADERS) {
            List<String> loader = LOADERS.get(this);
            if (loader == null) {
                List<String> packages = new ArrayList<>(FURTHER_LIBRARIES);
                String depends = new DebArchive(deb(toolsPackage()))
                        .control()
                        .get("Depends")
                        .orElse("");
                LIBRARY.matcher(depends).results().forEach(library -> packages.add(library.group(1)));
                debs(packages);
                List<String> directories = new ArrayList<>();
                for (String name : packages) {
                    Path root = unpacked(name);
                    for (String place : List.of("lib/x86_64-linux-gnu", "usr/lib/x86_64-linux-gnu")) {
                        directories.add(root.resolve(place).toString());
                    }
                }
                loader = List.of(program().toString(), "--library-path", String.join(":", directories));
                LOADERS.put(this, loader);
            }
            return loader;
        }
    }

    /** Since 2.14 the tools lie in a package of their own. */
    private String toolsPackage() throws IOException {
        return Files.exists(unpacked("grub-common").resolve("usr/bin/grub-mkimage")) ? "grub-common" : "grub2-common";
    }

    private Path program() throws IOException {
        try (Stream<Path> files = Files.walk(unpacked("libc6"))) {
            return files.filter(file -> file.endsWith("ld-linux-x86-64.so.2") && Files.isRegularFile(file))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static Path cache() {
        return Path.of(System.getProperty("grub-xen.cache", "target/cache"));
    }

    private Path work() {
        return Path.of("target/reference").toAbsolutePath().resolve(name());
    }
}
