// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.source;

import io.github.grubxen.archive.ControlParagraph;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.BuildLog;
import io.github.grubxen.io.Digest;
import io.github.grubxen.io.Directories;
import io.github.grubxen.io.ExternalProgram;
import io.github.grubxen.io.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * apt with a separate state directory: its cache, and an empty dpkg status, because installed packages would change the result.
 * It uses the machine's package lists if they exist, are recent and are of the suite. Otherwise it fetches separate lists from
 * the machine's configured sources.
 *
 * <p>Source: apt.conf(5), apt-get(8).
 */
final class AptState {
    private static final Path MACHINE_LISTS = Path.of("/var/lib/apt/lists");

    /** Time for which package lists, and the results from them, are used. */
    static final Duration RECENT = Duration.ofDays(1);

    private static final Duration TIME_LIMIT = Duration.ofMinutes(10);

    /** A line of {@code apt-get download --print-uris}. */
    private static final Pattern URI_LINE =
            Pattern.compile("(?m)^'[^']+' (?<file>[^ /]+\\.deb) (?<size>\\d+) SHA256:(?<sha256>[0-9a-f]{64})$");

    private final Path directory;
    private final String machineSuite;
    private final String suite;
    private final BuildLog log;
    private final AptConfiguration configuration;
    private boolean machineLists;

    AptState(Path directory, String machineSuite, String suite, BuildLog log) {
        this.log = log;
        this.directory = directory;
        this.machineSuite = machineSuite;
        this.suite = suite;
        configuration = new AptConfiguration(directory, machineSuite, suite, AptConfiguration.Type.BINARY);
    }

    /** A package that apt would fetch. */
    record Candidate(String argument, String fileName, long size, String sha256) {
        /** The candidate as a package. In its file name, the colon of an epoch is %3a. */
        AptPackage described() {
            String[] parts = fileName.split("_", -1);
            return new AptPackage(parts[0], parts[1].replace("%3a", ":"), fileName, sha256);
        }
    }

    /** The package lists of apt's sources: file, base URI and name of each, separated by tabs. */
    String indexTargets() throws IOException {
        return output(
                apt("indextargets", "--format", "$(FILENAME)\t$(BASE_URI)\t$(METAKEY)", "Created-By: Packages"),
                "apt-get indextargets");
    }

    /** Whether the lists that were last used are the machine's own, which only root can write to. */
    boolean usesMachineLists() {
        return machineLists;
    }

    /** The directory of the separate lists. */
    Path lists() {
        return directory.resolve("lists");
    }

    /** The package that apt would fetch for a name and version. */
    Candidate candidate(String name, Optional<String> version) throws IOException {
        String argument = name + version.map(v -> "=" + v).orElse("");
        useLists();
        ExternalProgram lookup = lookUp(argument);
        boolean full = lookup.exit() != 0 && AptFailure.of(lookup.errors()) == AptFailure.DISK_FULL;
        if (!full && (lookup.exit() != 0 || !listsAreRecent())) {
            readLists();
            lookup = lookUp(argument);
        }
        Matcher line = URI_LINE.matcher(output(lookup, "apt, for " + argument + " of " + suite));
        if (!line.find()) {
            throw new BadInput(
                    "apt, for " + argument + " of " + suite, "no such package", AptFailure.OTHER.remedy(directory));
        }
        return new Candidate(argument, line.group("file"), Long.parseLong(line.group("size")), line.group("sha256"));
    }

    /** The suite's current versions of some packages, with their dependencies. */
    List<AptPackage> closure(AptClosure closure) throws IOException {
        useLists();
        if (!listsAreRecent() || show(closure.roots()).size() < closure.roots().size()) {
            readLists();
        }
        return Progress.during(
                log, "Finding the dependencies of packages of " + suite, progress -> closure.resolve(this::show));
    }

    /** Fetches packages into a directory. Each file is moved into place when it is complete. */
    void downloadAll(List<AptPackage> packages, Path target) throws IOException {
        Path fresh = downloads();
        try {
            List<String> command = new ArrayList<>(List.of("download"));
            packages.forEach(wanted -> command.add(wanted.name() + "=" + wanted.version()));
            output(aptIn(fresh, command.toArray(String[]::new)), "apt-get download");
            for (AptPackage wanted : packages) {
                Path file = fresh.resolve(wanted.fileName());
                if (!Files.exists(file) || !Digest.sha256(file).equals(wanted.sha256())) {
                    throw wrong(file);
                }
                Files.move(
                        file,
                        target.resolve(wanted.fileName()),
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Directories.delete(fresh);
        }
    }

    /** The error for a fetched file with a wrong digest. apt normally detects this itself. */
    private static BadInput wrong(Path file) {
        return new BadInput(file, "not the file that the package list names", AptFailure.DAMAGED.remedy(file));
    }

    private void useLists() throws IOException {
        machineLists = suite.equals(machineSuite) && isRecent(MACHINE_LISTS);
        configuration.write(machineLists);
    }

    private boolean listsAreRecent() throws IOException {
        return machineLists || isRecent(directory.resolve("lists"));
    }

    private void readLists() throws IOException {
        machineLists = false;
        configuration.write(machineLists);
        log.info("Reading the package lists of " + suite + " with apt");
        output(apt("update"), "apt-get update for " + suite);
        Files.setLastModifiedTime(directory.resolve("lists"), FileTime.from(Instant.now()));
    }

    /**
     * The descriptions that apt-cache shows of packages. Unknown packages are left out.
     *
     * @throws BadInput if the disk is full, because apt then shows nothing
     */
    private List<ControlParagraph> show(Collection<String> names) throws IOException {
        List<String> command = new ArrayList<>(List.of("apt-cache", "--no-all-versions", "show"));
        command.addAll(names);
        ExternalProgram shown = ExternalProgram.runBound(command, configuration.environment(), directory, TIME_LIMIT);
        if (AptFailure.of(shown.errors()) == AptFailure.DISK_FULL) {
            output(shown, "apt-cache show");
        }
        return ControlParagraph.readAll("apt-cache show", shown.output());
    }

    /** Fetches a candidate, and moves its file into place when it is complete. */
    void download(Candidate candidate, Path target) throws IOException {
        Path fresh = downloads();
        try {
            output(aptIn(fresh, "download", candidate.argument()), "apt-get download " + candidate.argument());
            Path file = fresh.resolve(candidate.fileName());
            if (!Files.exists(file) || !Digest.sha256(file).equals(candidate.sha256())) {
                throw wrong(file);
            }
            Files.move(file, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Directories.delete(fresh);
        }
    }

    private String output(ExternalProgram apt, String what) throws IOException {
        return apt.outputOrThrow(what, AptFailure.of(apt.errors()).remedy(directory));
    }

    /** An empty directory. Files of a killed build are deleted from it. */
    private Path downloads() throws IOException {
        Path fresh = directory.resolve("download");
        Directories.delete(fresh);
        return Files.createDirectory(fresh);
    }

    private ExternalProgram lookUp(String argument) throws IOException {
        return apt("download", "--print-uris", argument);
    }

    private ExternalProgram apt(String... arguments) throws IOException {
        return aptIn(directory, arguments);
    }

    private ExternalProgram aptIn(Path where, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("apt-get", "-q"));
        command.addAll(List.of(arguments));
        return new AptRun(command, configuration.environment(), where, TIME_LIMIT).waitingForLocks(log);
    }

    /** Whether a directory contains package lists and was written to within the last day. */
    private static boolean isRecent(Path lists) throws IOException {
        if (!Files.isDirectory(lists)) {
            return false;
        }
        try (Stream<Path> files = Files.list(lists)) {
            if (files.noneMatch(file -> file.toString().contains("_Packages"))) {
                return false;
            }
        }
        Instant newest = Files.getLastModifiedTime(lists).toInstant();
        Path partial = lists.resolve("partial");
        if (Files.exists(partial)) {
            Instant used = Files.getLastModifiedTime(partial).toInstant();
            newest = used.isAfter(newest) ? used : newest;
        }
        return newest.isAfter(Instant.now().minus(RECENT));
    }
}
