// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.source;

import io.github.grubxen.archive.ControlParagraph;
import io.github.grubxen.io.AtomicFile;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Digest;
import io.github.grubxen.io.Directories;
import io.github.grubxen.io.ExternalProgram;
import io.github.grubxen.io.OwnFiles;
import io.github.grubxen.io.TemporaryDirectory;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;

/**
 * The signed lists of packages in the cache, kept unchanged: the signed InRelease file, which contains the digest of a package
 * list, and that list, which contains the digests of packages. Each use repeats the whole check, beginning with the signature,
 * which apt verifies with the machine's keys. The lists therefore prove a package's digest without network access, even if
 * other users can write to the cache.
 *
 * <p>Source: Debian's repository format; apt-get(8), indextargets.
 *
 * @param directory the directory of the files
 * @param sources the machine's sources for the suite, which name the trusted keys
 * @param accepted the texts of the InRelease files that apt has accepted since the build began
 */
record SignedLists(Path directory, AptSources sources, Map<String, String> accepted) {
    private static final Duration TIME_LIMIT = Duration.ofMinutes(2);
    private static final int IN_RELEASE_LIMIT = 1 << 22;

    /** Maximum size of a package list, in bytes. The lists of Debian's main have 50 MB. */
    private static final long LIST_LIMIT = 1L << 30;

    private static final int BUFFER_BYTES = 1 << 16;

    private static final String IN_RELEASE = "InRelease";
    private static final String LIST = "Packages.gz";
    private static final Pattern ID = Pattern.compile("[0-9a-f]{64}");

    /** The suite of a list, such as bookworm-security or bookworm/updates. */
    private static final Pattern SUITE = Pattern.compile("[a-z0-9][a-z0-9.-]*(/[a-z0-9.-]+)?");

    /**
     * Keeps a list and its signature.
     *
     * @param inRelease apt's InRelease file
     * @param list apt's list, in any compression
     * @return the name under which {@link #digests} finds them
     */
    String keep(Path inRelease, Path list) throws IOException {
        String id = Digest.sha256(Bytes.of(
                "id", (Digest.sha256(inRelease) + " " + Digest.sha256(list)).getBytes(StandardCharsets.US_ASCII)));
        Path kept = directory.resolve(id);
        if (!Files.isDirectory(kept, LinkOption.NOFOLLOW_LINKS)) {
            AtomicFile.replaceDirectory(OwnFiles.ownDirectory(directory).resolve(id), fresh -> {
                Files.createDirectory(fresh);
                Files.copy(inRelease, fresh.resolve(IN_RELEASE));
                copyDecompressed(list, fresh.resolve(LIST));
            });
        }
        return id;
    }

    /** Decompresses a list with apt itself. If apt fails, the digest check fails later. */
    private static void copyDecompressed(Path list, Path copy) throws IOException {
        Process cat = new ProcessBuilder("/usr/lib/apt/apt-helper", "cat-file", list.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        GzipParameters fast = new GzipParameters();
        fast.setCompressionLevel(Deflater.BEST_SPEED);
        try (InputStream in = cat.getInputStream();
                OutputStream out = new GzipCompressorOutputStream(Files.newOutputStream(copy), fast)) {
            byte[] buffer = new byte[BUFFER_BYTES];
            long size = 0;
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                size += n;
                if (size > LIST_LIMIT) {
                    throw new BadInput(
                            list,
                            "a package list that unpacks to more than " + (LIST_LIMIT >> 20) + " MiB",
                            "Remove it, and run apt-get update.");
                }
                out.write(buffer, 0, n);
            }
        } finally {
            cat.destroyForcibly();
        }
    }

    /**
     * The digests of package files in a signed list.
     *
     * @param proof the place of the list
     * @param wanted the names of the files
     * @return the SHA-256 of each file that the list contains, by the file's name; empty if the files were not signed with a
     *     key that the machine trusts
     */
    Optional<Map<String, String>> digests(Proof proof, Set<String> wanted) throws IOException {
        Path kept = directory.resolve(ID.matcher(proof.id()).matches() ? proof.id() : "none");
        Optional<Path> list = OwnFiles.file(kept.resolve(LIST));
        Optional<Path> inRelease = OwnFiles.file(kept.resolve(IN_RELEASE));
        if (Files.isSymbolicLink(kept)
                || list.isEmpty()
                || inRelease.isEmpty()
                || !SUITE.matcher(proof.suite()).matches()) {
            return Optional.empty();
        }
        Optional<String> signed =
                verified(inRelease.get(), proof.suite()).flatMap(text -> digestOf(text, proof.list()));
        if (signed.isEmpty()) {
            return Optional.empty();
        }
        try (ListReader reader = new ListReader(new GZIPInputStream(Files.newInputStream(list.get()), BUFFER_BYTES))) {
            Optional<Map<String, String>> found = reader.find(wanted, LIST_LIMIT);
            return found.isPresent() && signed.get().equals(reader.sha256()) ? found : Optional.empty();
        } catch (ZipException | EOFException damaged) {
            return Optional.empty();
        }
    }

    /** The text that apt accepts as signed. apt is asked only once for the same bytes. */
    private Optional<String> verified(Path inRelease, String suite) throws IOException {
        if (Files.size(inRelease) > IN_RELEASE_LIMIT) {
            return Optional.empty();
        }
        byte[] bytes = Bytes.read(inRelease, IN_RELEASE_LIMIT).toArray();
        String key = suite + " " + Digest.sha256(Bytes.of(IN_RELEASE, bytes));
        Optional<String> text = Optional.ofNullable(accepted.get(key));
        if (text.isEmpty()) {
            text = accepted(bytes, suite);
            text.ifPresent(signed -> accepted.put(key, signed));
        }
        return text;
    }

    /** The text that apt accepts as signed. apt reads it from a repository that contains only this InRelease file. */
    private Optional<String> accepted(byte[] inRelease, String suite) throws IOException {
        if (!Files.isWritable(directory)) { // the cache is read-only
            return TemporaryDirectory.use("grub-xen-signed", work -> accepted(inRelease, suite, work));
        }
        Path work = directory.resolve("check");
        Directories.delete(work);
        Files.createDirectory(work);
        try {
            return accepted(inRelease, suite, work);
        } finally {
            Directories.delete(work);
        }
    }

    private Optional<String> accepted(byte[] inRelease, String suite, Path work) throws IOException {
        for (String own :
                List.of("lists", "lists/partial", "cache", "cache/archives", "cache/archives/partial", "sources")) {
            Files.createDirectory(work.resolve(own));
        }
        StringBuilder text = new StringBuilder();
        int number = 0;
        for (ControlParagraph entry : sources.entries()) {
            if (List.of(entry.get("Suites").orElse("").strip().split("\\s+")).contains(suite)) {
                Path repository = work.resolve("repository" + number++);
                Path place = Files.createDirectories(repository.resolve("dists").resolve(suite));
                Files.write(place.resolve(IN_RELEASE), inRelease);
                text.append(entry.with("URIs", "file:" + repository.toUri().getRawPath()) // a blank would end it
                                .with("Suites", suite)
                                .toText())
                        .append('\n');
            }
        }
        Files.writeString(work.resolve("sources/kept.sources"), text.toString());
        Files.writeString(work.resolve("status"), "");
        Files.writeString(work.resolve("apt.conf"), """
                    Dir::Etc::main "/dev/null";
                    Dir::Etc::parts "/dev/null";
                    Dir::Etc::sourcelist "/dev/null";
                    Dir::Etc::sourceparts "%1$s/sources";
                    Dir::State::status "%1$s/status";
                    Dir::State::lists "%1$s/lists";
                    Dir::Cache "%1$s/cache";
                    APT::Architecture "amd64";
                    APT::Sandbox::User "root";
                    Acquire::Languages "none";
                    Acquire::Check-Valid-Until "false";
                    Acquire::Check-Date "false";
                    Acquire::IndexTargets::deb::Packages::DefaultEnabled "false";
                    """.formatted(work));
        // apt's exit status covers all sources, but one accepted source is enough
        ExternalProgram update = ExternalProgram.runBound(
                List.of("apt-get", "-q", "update"),
                Map.of("APT_CONFIG", work.resolve("apt.conf").toString()),
                work,
                TIME_LIMIT);
        for (Path file : Directories.list(work.resolve("lists"))) {
            if (String.valueOf(file.getFileName()).endsWith("_InRelease")) {
                return Optional.of(Bytes.read(file, IN_RELEASE_LIMIT).utf8());
            }
        }
        if (AptFailure.of(update.errors()) == AptFailure.DISK_FULL) {
            update.outputOrThrow("apt-get update, to check the archive's signature", AptFailure.DISK_FULL.remedy(work));
        }
        return Optional.empty();
    }

    private static Optional<String> digestOf(String inRelease, String name) {
        return Pattern.compile("(?m)^SHA256:\\s*\\n(?: .*\\n)*? ([0-9a-f]{64}) +[0-9]+ " + Pattern.quote(name) + "$")
                .matcher(inRelease)
                .results()
                .map(found -> found.group(1))
                .findFirst();
    }
}
