// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.source;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.BuildLog;
import io.github.grubxen.io.Digest;
import io.github.grubxen.io.Directories;
import io.github.grubxen.io.ExternalProgram;
import io.github.grubxen.io.LastUse;
import io.github.grubxen.io.OwnFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Source packages of a suite, fetched with the machine's apt from its configured archives. The machine's sources need no line
 * deb-src, because apt reads the lists into a separate state directory. apt verifies the signatures of the lists. The
 * lists
 * contain the digest of each file.
 *
 * <p>Source: sources.list(5), apt-get(8).
 *
 * @param cache directory of the cache
 * @param suite code name of the suite
 * @param offline whether only the cache may be used
 */
public record AptSourcePackages(Path cache, String suite, boolean offline) {
    private static final Duration TIME_LIMIT = Duration.ofMinutes(10);
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.+-]*");
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.+:~-]*");

    /** A line of {@code apt-get source --print-uris}. */
    private static final Pattern URI_LINE = Pattern.compile(
            "(?m)^'[^']+' (?<file>[A-Za-z0-9][A-Za-z0-9.+~_%-]*) (?<size>\\d+) SHA256:(?<sha256>[0-9a-f]{64})\\s*$");

    /**
     * The files of a source package that a lock names.
     *
     * @param digests the SHA-256 of each file by its name
     * @param ifGone a sentence that tells the user what to do if neither the cache nor the archive has them
     */
    public record Locked(Map<String, String> digests, String ifGone) {
        /** Copies the map. */
        public Locked {
            digests = Map.copyOf(digests);
        }
    }

    /** A file that apt would fetch. */
    private record Wanted(String name, String sha256) {}

    /** As {@link #download(String, Optional, Optional, BuildLog)}, for a source package that no lock names. */
    public Path download(String name, Optional<String> version, BuildLog log) throws IOException {
        return download(name, version, Optional.empty(), log);
    }

    /**
     * The files of a source package, from the cache or fetched.
     *
     * @param version the exact version; the suite's current version if none is given
     * @param locked the files, if a lock names them. If the cache has them all, they are used, and apt is not asked
     * @return the .dsc file; the other files are in the same directory
     * @throws BadInput if the suite does not have the package, or if the build is offline and it is not in the cache
     */
    public Path download(String name, Optional<String> version, Optional<Locked> locked, BuildLog log)
            throws IOException {
        if (!NAME.matcher(name).matches()
                || !version.map(v -> VERSION.matcher(v).matches()).orElse(true)) {
            throw new BadInput(
                    "name and version of the source package",
                    "'" + name + version.map(v -> " " + v).orElse("") + "' is not valid",
                    "Give them as apt-get source takes them.");
        }
        Path directory =
                cache.toAbsolutePath().normalize().resolve(AptCache.DIRECTORY).resolve(suite);
        return new CacheDirectory(cache.toAbsolutePath().normalize(), directory).alone(log, () -> {
            Path files = directory.resolve(AptCache.SOURCE);
            Optional<Path> cached = locked.isEmpty()
                    ? Optional.empty()
                    : cached(files, locked.get().digests());
            return cached.isPresent()
                    ? cached.get()
                    : new Fetch(files, locked.map(Locked::ifGone), log).download(name, version);
        });
    }

    /** The .dsc file among locked files, if the cache has them all, unchanged. */
    private static Optional<Path> cached(Path files, Map<String, String> locked) throws IOException {
        for (Map.Entry<String, String> file : locked.entrySet()) {
            Optional<Path> place = OwnFiles.file(files.resolve(file.getKey()));
            if (place.isEmpty() || !Digest.sha256(place.get()).equals(file.getValue())) {
                return Optional.empty();
            }
        }
        locked.keySet().forEach(name -> LastUse.record(files.resolve(name)));
        return locked.keySet().stream()
                .filter(name -> name.endsWith(".dsc"))
                .findFirst()
                .map(files::resolve);
    }

    /** One use of the cache. */
    private final class Fetch {
        private final Path files;
        private final Path state;
        private final Optional<String> ifGone;
        private final BuildLog log;
        private final AptConfiguration configuration;
        private boolean listsAreNew;

        Fetch(Path files, Optional<String> ifGone, BuildLog log) throws IOException {
            this.files = files;
            this.ifGone = ifGone;
            this.log = log;
            state = files.resolve(AptCache.STATE);
            configuration = new AptConfiguration(state, MachineSuite.codeName(), suite, AptConfiguration.Type.SOURCE);
        }

        Path download(String name, Optional<String> version) throws IOException {
            OwnFiles.ownDirectory(files);
            configuration.write(false);
            String argument = name + version.map(v -> "=" + v).orElse("");
            if (!offline && !isRecent()) {
                readLists();
            }
            List<Wanted> wanted = wanted(argument);
            if (wanted.isEmpty() && !offline) {
                readLists();
                wanted = wanted(argument);
            }
            Path dsc = dsc(argument, wanted);
            Optional<Wanted> missing = missing(wanted);
            if (missing.isEmpty()) {
                wanted.forEach(file -> LastUse.record(files.resolve(file.name())));
                return dsc;
            }
            if (offline) {
                throw new BadInput(
                        files.resolve(missing.get().name()),
                        "is not the file that the archive signed, or is missing",
                        "Build once without -o, which fetches it.");
            }
            ExternalProgram fetched = fetch(argument, wanted);
            if (fetched.exit() != 0 && !listsAreNew && AptFailure.of(fetched.errors()) == AptFailure.GONE) {
                readLists();
                wanted = wanted(argument);
                dsc = dsc(argument, wanted);
                fetched = fetch(argument, wanted);
            }
            output(fetched, "apt-get source " + argument);
            wanted.forEach(file -> LastUse.record(files.resolve(file.name())));
            return dsc;
        }

        private Path dsc(String argument, List<Wanted> wanted) throws BadInput {
            return wanted.stream()
                    .map(Wanted::name)
                    .filter(file -> file.endsWith(".dsc"))
                    .findFirst()
                    .map(files::resolve)
                    .orElseThrow(() -> new BadInput(
                            "apt" + (offline ? ", offline" : "") + ", for the source of " + argument + " of " + suite,
                            offline ? "is not in the cache " + files : "no such source package",
                            offline
                                    ? "Build once without -o, or give the .dsc file."
                                    : ifGone.orElse(
                                            "Check the version. Archives remove old versions: keep the files, and"
                                                    + " give the .dsc file.")));
        }

        /** The first file that the cache does not have unchanged. */
        private Optional<Wanted> missing(List<Wanted> wanted) throws IOException {
            for (Wanted file : wanted) {
                Path place = files.resolve(file.name());
                if (OwnFiles.file(place).isEmpty() || !Digest.sha256(place).equals(file.sha256())) {
                    return Optional.of(file);
                }
            }
            return Optional.empty();
        }

        /** Fetches files, and moves them into place if apt succeeded. */
        private ExternalProgram fetch(String argument, List<Wanted> wanted) throws IOException {
            log.info("Fetching the source of " + argument + " of " + suite + " with apt");
            Path fresh = state.resolve("download");
            Directories.delete(fresh);
            Files.createDirectory(fresh);
            try {
                ExternalProgram fetched = apt(fresh, "source", "--download-only", argument);
                for (Wanted file : fetched.exit() == 0 ? wanted : List.<Wanted>of()) {
                    Path its = fresh.resolve(file.name());
                    if (!Files.exists(its) || !Digest.sha256(its).equals(file.sha256())) {
                        throw new BadInput(its, "not the file that the list of sources names", "Build again.");
                    }
                    Files.move(
                            its,
                            files.resolve(file.name()),
                            StandardCopyOption.ATOMIC_MOVE,
                            StandardCopyOption.REPLACE_EXISTING);
                }
                return fetched;
            } finally {
                Directories.delete(fresh);
            }
        }

        private List<Wanted> wanted(String argument) throws IOException {
            ExternalProgram lookup = apt(state, "source", "--print-uris", argument);
            if (AptFailure.of(lookup.errors()) == AptFailure.DISK_FULL) {
                output(lookup, "apt, for the source of " + argument + " of " + suite);
            }
            List<Wanted> wanted = new ArrayList<>();
            Matcher line = URI_LINE.matcher(lookup.exit() == 0 ? lookup.output() : "");
            while (line.find()) {
                wanted.add(new Wanted(line.group("file"), line.group("sha256")));
            }
            return wanted;
        }

        private boolean isRecent() throws IOException {
            Path lists = state.resolve("lists");
            boolean any = Directories.list(lists).stream()
                    .anyMatch(file -> file.toString().contains("_Sources"));
            return any
                    && Files.getLastModifiedTime(lists)
                            .toInstant()
                            .isAfter(Instant.now().minus(AptState.RECENT));
        }

        private void readLists() throws IOException {
            log.info("Reading the lists of source packages of " + suite + " with apt");
            output(apt(state, "update"), "apt-get update for the sources of " + suite);
            listsAreNew = true;
            Files.setLastModifiedTime(state.resolve("lists"), FileTime.from(Instant.now()));
        }

        private void output(ExternalProgram apt, String what) throws IOException {
            AptFailure failure = AptFailure.of(apt.errors());
            String remedy = failure.remedy(state);
            apt.outputOrThrow(what, failure == AptFailure.GONE ? ifGone.orElse(remedy) : remedy);
        }

        private ExternalProgram apt(Path where, String... arguments) throws IOException {
            List<String> command = new ArrayList<>(List.of("apt-get", "-q"));
            command.addAll(List.of(arguments));
            return new AptRun(command, configuration.environment(), where, TIME_LIMIT).waitingForLocks(log);
        }
    }
}
