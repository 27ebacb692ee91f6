package io.github.grubxen.source;

import io.github.grubxen.archive.ControlParagraph;
import io.github.grubxen.io.AtomicFile;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.BuildLog;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Digest;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Packages of one suite, fetched with the machine's apt as an ordinary user and kept in a cache. apt checks signatures
 * and checksums of what it fetches; a file in the cache is used again only while its SHA-256 is the one noted then.
 */
public final class AptRepository {
    private static final Object ONE_AT_A_TIME = new Object();
    private static final long LIMIT = 1 << 16;

    private final String suite;
    private final Path folder;
    private final AptState apt;
    private final boolean offline;

    /**
     * The packages of a suite.
     *
     * @param cache folder of the cache, made when it is not there
     * @param suite code name of the suite; the machine's own where none is given
     * @param offline whether only the cache may be used
     */
    public AptRepository(Path cache, Optional<String> suite, boolean offline) throws IOException {
        String machine = machineSuite();
        this.suite = suite.orElse(machine);
        if (!this.suite.matches("[a-z0-9][a-z0-9.-]*")) {
            throw new BadInput(
                    "<grub>/<apt>/<suite>", "'" + this.suite + "' is no suite", "Give a code name, such as trixie.");
        }
        this.folder = cache.toAbsolutePath().resolve("apt").resolve(this.suite);
        this.apt = new AptState(folder.resolve("state"), machine, this.suite);
        this.offline = offline;
    }

    /** Code name of the suite. */
    public String suite() {
        return suite;
    }

    /**
     * A package's file, out of the cache or fetched.
     *
     * @param version the exact version; the suite's own where none is given
     * @throws BadInput when the suite does not have it, or it is not in the cache and we are offline
     */
    public Path download(String name, Optional<String> version, BuildLog log) throws IOException {
        return alone(() -> downloadAlone(name, version, log));
    }

    /**
     * Packages of the suite and what they depend on. apt is asked at most once a day for the same names.
     *
     * @param roots names of the packages
     * @param follow names of the packages that come with them where one depends on them
     * @throws BadInput when the suite has no package of a name, or apt was never asked and we are offline
     */
    public List<AptPackage> closure(List<String> roots, Pattern follow, BuildLog log) throws IOException {
        return alone(() -> {
            Path note = folder.resolve(String.join(",", roots) + ".closure");
            if (Files.exists(note) && (offline || isOfToday(note))) {
                List<AptPackage> noted = new ArrayList<>();
                String text = Bytes.read(note, LIMIT).utf8();
                for (ControlParagraph paragraph : ControlParagraph.readAll(note.toString(), text)) {
                    noted.add(AptPackage.of(paragraph));
                }
                return noted;
            }
            if (offline) {
                throw notInCache(String.join(", ", roots));
            }
            List<AptPackage> packages = apt.closure(new AptClosure(roots, follow), log);
            List<String> paragraphs =
                    packages.stream().map(found -> found.toParagraph().toText()).toList();
            AtomicFile.write(
                    note, out -> out.write(String.join("\n", paragraphs).getBytes(StandardCharsets.UTF_8)));
            return packages;
        });
    }

    /**
     * The files of packages, out of the cache or fetched.
     *
     * @throws BadInput when one is not in the cache and we are offline
     */
    public List<Path> download(List<AptPackage> packages, BuildLog log) throws IOException {
        return alone(() -> {
            List<AptPackage> missing = new ArrayList<>();
            for (AptPackage wanted : packages) {
                Path file = folder.resolve(wanted.fileName());
                if (!Files.exists(file) || !Digest.sha256(file).equals(wanted.sha256())) {
                    missing.add(wanted);
                }
            }
            if (!missing.isEmpty()) {
                if (offline) {
                    throw notInCache(missing.get(0).fileName());
                }
                log.info("Fetching " + missing.size() + " packages of " + suite + " with apt, from "
                        + missing.get(0).fileName());
                apt.downloadAll(missing, folder);
            }
            return packages.stream()
                    .map(wanted -> folder.resolve(wanted.fileName()))
                    .toList();
        });
    }

    /** What is done while no other build uses the cache. */
    @FunctionalInterface
    private interface Work<T> {
        T run() throws IOException;
    }

    private <T> T alone(Work<T> work) throws IOException {
        Files.createDirectories(folder);
        synchronized (ONE_AT_A_TIME) {
            try (FileChannel channel =
                    FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                channel.lock(); // other builds wait; closing the channel lets them go on
                return work.run();
            }
        }
    }

    private static boolean isOfToday(Path note) throws IOException {
        return Files.getLastModifiedTime(note).toInstant().isAfter(Instant.now().minus(AptState.RECENT));
    }

    private BadInput notInCache(String what) {
        return new BadInput(
                "apt, offline", what + " of " + suite + " is not in the cache " + folder, "Build once without -o.");
    }

    private Path downloadAlone(String name, Optional<String> version, BuildLog log) throws IOException {
        Path note = folder.resolve(
                name + version.map(v -> "=" + v.replace(':', '%')).orElse("") + ".current");
        Path noted = version.isPresent() || offline ? cached(note) : null;
        if (noted != null) {
            return noted;
        }
        if (offline) {
            throw new BadInput(
                    "apt, offline",
                    name + version.map(v -> " " + v).orElse("") + " of " + suite + " is not in the cache " + folder,
                    "Build once without -o, or give modules by <grub><directory> or <grub><deb>.");
        }
        AptState.Candidate candidate = apt.candidate(name, version, log);
        Path file = folder.resolve(candidate.fileName());
        if (!Files.exists(file) || !Digest.sha256(file).equals(candidate.sha256())) {
            log.info("Fetching " + candidate.fileName() + " (" + candidate.size() / 1024 + " KiB) of " + suite
                    + " with apt");
            apt.download(candidate, file);
        }
        Files.writeString(
                note,
                new ControlParagraph(Map.of("File", candidate.fileName()))
                        .with("SHA256", candidate.sha256())
                        .toText());
        return file;
    }

    /** The file that a note names, if it is still what it was. */
    private @Nullable Path cached(Path note) throws IOException {
        if (!Files.exists(note)) {
            return null;
        }
        List<ControlParagraph> paragraphs = ControlParagraph.readAll(
                note.toString(), Bytes.read(note, LIMIT).utf8());
        if (paragraphs.isEmpty()) {
            return null;
        }
        Path file = folder.resolve(paragraphs.get(0).get("File").orElse("/")).normalize();
        boolean same = folder.equals(file.getParent())
                && Files.isRegularFile(file)
                && Digest.sha256(file).equals(paragraphs.get(0).get("SHA256").orElse(""));
        return same ? file : null;
    }

    /** Code name of the suite that this machine runs, from os-release(5). */
    private static String machineSuite() throws IOException {
        Path release = Path.of("/etc/os-release");
        if (!Files.exists(release)) {
            return "unknown";
        }
        try (Stream<String> lines = Files.lines(release)) {
            return lines.filter(line -> line.startsWith("VERSION_CODENAME="))
                    .map(line -> line.substring(line.indexOf('=') + 1).replace("\"", ""))
                    .findFirst()
                    .orElse("sid");
        }
    }
}
