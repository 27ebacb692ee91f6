// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.source;

import io.github.grubxen.io.AtomicFile;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Directories;
import io.github.grubxen.io.ExternalProgram;
import io.github.grubxen.io.OwnFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The configuration of an apt that keeps its state in a directory of the cache, so that it does not need root. It takes over
 * only settings for fetching from the machine's configuration, such as proxies, and no hooks.
 *
 * <p>Source: apt.conf(5).
 *
 * @param directory directory of apt's state
 * @param machineSuite the suite of the machine's sources
 * @param suite the suite to take packages from
 * @param type the kind of packages to take from it
 */
record AptConfiguration(Path directory, String machineSuite, String suite, Type type) {
    /** The machine's sources and keys. */
    static final Path MACHINE = Path.of("/etc/apt");

    /** A kind of packages in an archive. */
    enum Type {
        /** Packages to install. */
        BINARY("deb"),
        /** The source packages that they were built from. */
        SOURCE("deb-src");

        private final String word;

        Type(String word) {
            this.word = word;
        }
    }

    private static final String WITHOUT_APT =
            "Install apt, or give GRUB's modules as a directory, a package file or an artifact, which need no apt.";

    private static final Duration TIME_LIMIT = Duration.ofMinutes(1);

    /** Temporary names under which apt writes pkgcache.bin and srcpkgcache.bin. */
    private static final Pattern UNFINISHED = Pattern.compile("(src)?pkgcache\\.bin\\.\\w{6}");

    /** The environment variables that make apt read this configuration. */
    Map<String, String> environment() {
        return Map.of("APT_CONFIG", directory.resolve("apt.conf").toString());
    }

    /**
     * Writes the configuration, and creates the directories that apt needs.
     *
     * @param machineLists whether to use the machine's package lists instead of separate ones
     */
    void write(boolean machineLists) throws IOException {
        for (String own : List.of("", "lists", "lists/partial", "cache", "cache/archives", "cache/archives/partial")) {
            OwnFiles.ownDirectory(directory.resolve(own));
        }
        removeUnfinished();
        write("status", "");
        StringBuilder text = new StringBuilder(fetching()).append('\n');
        set(text, "Dir::Etc::main", "/dev/null");
        set(text, "Dir::Etc::parts", "/dev/null");
        set(text, "Dir::State::status", directory.resolve("status").toString());
        set(text, "Dir::Cache", directory.resolve("cache").toString());
        set(text, "APT::Architecture", "amd64");
        set(text, "APT::Sandbox::User", "root"); // our own directories need not be readable for apt's own user
        set(text, "Acquire::Retries::Delay", "false"); // with a delay, apt 2.6 waits for ever once the disk is full
        if (!machineLists) {
            set(text, "Dir::State::lists", directory.resolve("lists").toString());
        }
        if (!suite.equals(machineSuite) || type == Type.SOURCE) {
            Path sources = OwnFiles.ownDirectory(directory.resolve("sources.list.d"));
            write(
                    "sources.list.d/suite.sources",
                    AptSources.read(MACHINE)
                            .forSuite(machineSuite, suite)
                            .of(type.word)
                            .toText());
            set(text, "Dir::Etc::sourcelist", "/dev/null");
            set(text, "Dir::Etc::sourceparts", sources.toString());
            set(text, "Dir::Etc::preferences", "/dev/null");
            set(text, "Dir::Etc::preferencesparts", "/dev/null");
        }
        write("apt.conf", text.toString());
    }

    /**
     * Removes files that apt was writing when it was killed or the disk became full. They can fill the disk, and apt never
     * reads them again.
     */
    private void removeUnfinished() throws IOException {
        for (Path file : Directories.list(directory.resolve("cache"))) {
            if (UNFINISHED.matcher(String.valueOf(file.getFileName())).matches()) {
                Directories.delete(file);
            }
        }
    }

    private String fetching() throws IOException {
        ExternalProgram dump;
        try {
            dump = ExternalProgram.run(List.of("apt-config", "dump"), Map.of(), directory, TIME_LIMIT);
        } catch (BadInput missing) {
            throw new BadInput(
                    missing.diagnostic().place(), missing.diagnostic().problem(), WITHOUT_APT);
        }
        return dump.outputOrThrow("apt-config dump", WITHOUT_APT)
                .lines()
                .filter(line -> line.startsWith("Acquire::"))
                .collect(Collectors.joining("\n"));
    }

    private void write(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        OwnFiles.file(file);
        AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static void set(StringBuilder text, String key, String value) {
        text.append(key).append(" \"").append(value).append("\";\n");
    }
}
