// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.source;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.BuildLog;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Digest;
import io.github.grubxen.io.Directories;
import io.github.grubxen.io.OwnFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

/**
 * Packages of one suite, fetched with the machine's apt as an ordinary user and kept in a cache. apt checks the signatures and
 * checksums of the packages that it fetches. A file in the cache is used again only if its SHA-256 is in a list that the
 * archive signed, see {@link SignedLists}.
 */
public final class AptRepository {
    /** Maximum size of a note, in bytes. */
    private static final long MAX_NOTE_BYTES = 1 << 18;

    private final String suite;
    private final Path cache;
    private final Path directory;
    private final String machine;
    private final boolean offline;
    private final Map<String, String> accepted = new ConcurrentHashMap<>();
    private final AtomicBoolean toldOfReadOnly = new AtomicBoolean();

    /**
     * The packages of a suite.
     *
     * @param cache directory of the cache, created if it does not exist
     * @param suite code name of the suite; the machine's own if none is given
     * @param offline whether only the cache may be used; a read-only cache is always used in this way
     */
    public AptRepository(Path cache, Optional<String> suite, boolean offline) throws IOException {
        this.machine = MachineSuite.codeName();
        this.suite = suite.orElse(machine);
        if (!this.suite.matches("[a-z0-9][a-z0-9.-]*")) {
            throw new BadInput(
                    "suite of the packages", "'" + this.suite + "' is not a code name", "Give one, such as trixie.");
        }
        this.cache = cache.toAbsolutePath().normalize();
        this.directory = this.cache.resolve(AptCache.DIRECTORY).resolve(this.suite);
        this.offline = offline;
    }

    /** Warns if other users can change files in the cache. */
    public void warnOfOthers(BuildLog log) throws IOException {
        if (Files.exists(cache)) {
            new CacheDirectory(cache, directory).warnOfOthers(log);
        }
    }

    /** Code name of the suite. */
    public String suite() {
        return suite;
    }

    /**
     * The file of a package, from the cache or fetched.
     *
     * @param version the exact version; the suite's current version if none is given
     * @throws BadInput if the suite does not have the package, or if it is not in the cache and apt cannot be asked because the
     *     build is offline or the cache is read-only
     */
    public Path download(String name, Optional<String> version, BuildLog log) throws IOException {
        return alone(log, access -> {
            Path file = downloadAlone(access, name, version, log);
            access.recordUse(file);
            return file;
        });
    }

    /**
     * Packages of the suite with their dependencies. apt is asked at most once a day for the same names.
     *
     * @param roots names of the packages
     * @param follow names of the dependencies to include
     * @throws BadInput if the suite has no package with a name, or if apt was never asked and cannot be asked because the build
     *     is offline or the cache is read-only
     */
    public List<AptPackage> closure(List<String> roots, Pattern follow, BuildLog log) throws IOException {
        return alone(log, access -> {
            AptClosure closure = new AptClosure(roots, follow);
            ClosureNote note = ClosureNote.in(directory, closure);
            AptState apt = apt(log);
            if (note.exists() && (access.only() || note.isRecent())) {
                Optional<List<AptPackage>> noted = note.proved(proofs(apt));
                if (noted.isPresent()) {
                    return noted.get();
                }
                if (access.only()) {
                    throw access.unproved(note.file(), "each package that this note names");
                }
                log.warn(note.file() + " is not verified: asking apt again");
            }
            if (access.only()) {
                throw access.notInCache(String.join(", ", roots), note.file());
            }
            List<AptPackage> packages = apt.closure(closure);
            Map<String, String> digests = new HashMap<>();
            packages.forEach(found -> digests.put(found.fileName(), found.sha256()));
            note.write(packages, proofs(apt).keep(digests));
            pruneProofs();
            return packages;
        });
    }

    /**
     * The files of packages, from the cache or fetched.
     *
     * @throws BadInput if a file is not in the cache and apt cannot be asked because the build is offline or the cache is
     *     read-only
     */
    public List<Path> download(List<AptPackage> packages, BuildLog log) throws IOException {
        return alone(log, access -> {
            List<AptPackage> missing = new ArrayList<>();
            for (AptPackage wanted : packages) {
                Path file = directory.resolve(wanted.fileName());
                if (OwnFiles.file(file).isEmpty() || !Digest.sha256(file).equals(wanted.sha256())) {
                    missing.add(wanted);
                }
            }
            if (!missing.isEmpty()) {
                Path first = directory.resolve(missing.get(0).fileName());
                if (access.only()) {
                    throw OwnFiles.file(first).isPresent()
                            ? access.damaged(first)
                            : access.notInCache(missing.get(0).fileName(), first);
                }
                log.info("Fetching " + missing.size() + " packages of " + suite + " with apt, from "
                        + missing.get(0).fileName());
                apt(log).downloadAll(missing, directory);
            }
            List<Path> files = packages.stream()
                    .map(wanted -> directory.resolve(wanted.fileName()))
                    .toList();
            files.forEach(access::recordUse);
            return files;
        });
    }

    /** Whether apt has to fetch a package: the cache has no file with its digest, and the build is not offline. */
    public boolean mustFetch(AptPackage wanted) throws IOException {
        Optional<Path> file = OwnFiles.file(directory.resolve(wanted.fileName()));
        return !offline && (file.isEmpty() || !Digest.sha256(file.get()).equals(wanted.sha256()));
    }

    /**
     * The package that apt would fetch, according to package lists that are at most a day old.
     *
     * @param version the exact version; the suite's newest version if none is given
     * @throws BadInput if the suite does not have the package, or if apt cannot be asked because the build is offline or the
     *     cache is read-only
     */
    public AptPackage offered(String name, Optional<String> version, BuildLog log) throws IOException {
        if (offline) {
            throw new BadInput("apt, offline", "cannot say what " + suite + " has", "Run this without -o.");
        }
        return alone(log, access -> {
            if (access.readOnly()) {
                throw new BadInput(
                        directory,
                        "cannot say what " + suite + " has: apt keeps its state in this cache, which is read-only",
                        CacheDirectory.REMEDY);
            }
            return apt(log).candidate(name, version).described();
        });
    }

    private AptState apt(BuildLog log) {
        return new AptState(directory.resolve(AptCache.STATE), machine, suite, log);
    }

    private AptProofs proofs(AptState apt) throws IOException {
        AptSources sources = AptSources.read(AptConfiguration.MACHINE);
        return new AptProofs(
                apt,
                new SignedLists(
                        signed(), suite.equals(machine) ? sources : sources.forSuite(machine, suite), accepted));
    }

    /** The directory of the signed lists. */
    private Path signed() {
        return directory.resolve(AptCache.STATE).resolve("signed");
    }

    /** Work that is done while no other build uses the suite's directory. */
    private interface Work<T> {
        T run(CacheAccess access) throws IOException;
    }

    private <T> T alone(BuildLog log, Work<T> work) throws IOException {
        CacheDirectory place = new CacheDirectory(cache, directory);
        return place.alone(log, () -> {
            CacheAccess access = new CacheAccess(directory, suite, offline, place.isReadOnly());
            if (access.readOnly() && !offline && !toldOfReadOnly.getAndSet(true)) {
                log.info("The cache " + directory + " is read-only: the build uses its contents and does not ask apt");
            }
            return work.run(access);
        });
    }

    private Path downloadAlone(CacheAccess access, String name, Optional<String> version, BuildLog log)
            throws IOException {
        Path note = directory.resolve(
                name + version.map(v -> "=" + v.replace(':', '%')).orElse("") + ".current");
        if (version.isPresent() || access.only()) {
            boolean asked = version.isEmpty() || OwnFiles.file(note).isPresent();
            Path known = asked ? note : directory.resolve(name + ".current"); // which may be of the same version
            Optional<Path> noted = cached(
                    access,
                    known,
                    name + "_" + version.map(AptRepository::inFileName).orElse(""),
                    log);
            if (noted.isPresent()) {
                return noted.get();
            }
        }
        if (access.only()) {
            Path file = PackageNote.read(note, name + "_")
                    .map(noted -> directory.resolve(noted.fileName()))
                    .orElse(note);
            throw access.notInCache(name + version.map(v -> " " + v).orElse(""), file);
        }
        AptState apt = apt(log);
        AptState.Candidate candidate = apt.candidate(name, version);
        Path file = directory.resolve(candidate.fileName());
        if (OwnFiles.file(file).isEmpty() || !Digest.sha256(file).equals(candidate.sha256())) {
            log.info("Fetching " + candidate.fileName() + " (" + candidate.size() / 1024 + " KiB) of " + suite
                    + " with apt");
            apt.download(candidate, file);
        }
        Map<String, Proof> proofs = proofs(apt).keep(Map.of(candidate.fileName(), candidate.sha256()));
        new PackageNote(candidate.fileName(), Optional.ofNullable(proofs.get(candidate.fileName()))).write(note);
        pruneProofs();
        return file;
    }

    private static String inFileName(String version) {
        return version.replace(":", "%3a") + "_";
    }

    /** Deletes lists that no note names any more, because each list has several megabytes. */
    private void pruneProofs() throws IOException {
        StringBuilder notes = new StringBuilder();
        for (Path file : Directories.list(directory)) {
            if (file.toString().matches(".*\\.(current|closure)")
                    && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                notes.append(Bytes.read(file, MAX_NOTE_BYTES).utf8());
            }
        }
        for (Path kept : Directories.list(OwnFiles.ownDirectory(signed()))) {
            if (notes.indexOf(String.valueOf(kept.getFileName())) < 0) {
                Directories.delete(kept);
            }
        }
    }

    /** The file that a note names, if its digest is in a list that the archive signed. */
    private Optional<Path> cached(CacheAccess access, Path note, String begin, BuildLog log) throws IOException {
        Optional<PackageNote> noted = PackageNote.read(note, begin);
        Optional<Path> file = noted.isEmpty()
                ? Optional.empty()
                : OwnFiles.file(directory.resolve(noted.get().fileName()));
        if (noted.isEmpty() || file.isEmpty()) {
            return Optional.empty();
        }
        String name = noted.get().fileName();
        Map<String, Proof> where =
                noted.get().proof().map(proof -> Map.of(name, proof)).orElse(Map.of());
        String signed = proofs(apt(log)).signed(where).get(name);
        if (signed != null && Digest.sha256(file.get()).equals(signed)) {
            return file;
        }
        if (access.only()) {
            throw signed == null ? access.unproved(file.get(), "this file") : access.damaged(file.get());
        }
        log.warn(file.get()
                + (signed == null ? " is not verified: asking apt again" : " is damaged: fetching it again"));
        return Optional.empty();
    }
}
