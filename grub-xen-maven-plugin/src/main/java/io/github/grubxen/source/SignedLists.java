// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.source;

import io.github.grubxen.archive.ControlParagraph;
import io.github.grubxen.io.AtomicFile;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Digest;
import io.github.grubxen.io.ExternalProgram;
import io.github.grubxen.io.Folders;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;

/**
 * What an archive signed about packages of the cache, kept as it came: the signed InRelease file, which has the digest of a package list,
 * and that list, which has the digests of packages. Each use goes that way again, from the signature on, and apt itself checks the
 * signature with the machine's keys. So it proves a package's digest without the network, whoever wrote to the cache.
 *
 * <p>Source: Debian's repository format; apt-get(8), indextargets.
 *
 * @param folder where the files are kept
 * @param sources the machine's sources for the suite, which say whose keys count
 */
record SignedLists(Path folder, AptSources sources) {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int RELEASE_LIMIT = 1 << 22;
    private static final Pattern ID = Pattern.compile("[0-9a-f]{64}");

    /** The part of a distribution that a list is of, and the list's name in its InRelease file. */
    private static final Pattern SUITE = Pattern.compile("[a-z0-9][a-z0-9.-]*(/[a-z0-9.-]+)?");

    /**
     * Keeps a list and its signature.
     *
     * @param release the InRelease file that apt has
     * @param list the list that apt has, in any compression
     * @return under what name {@link #sha256} finds them
     */
    String keep(Path release, Path list) throws IOException {
        String id = Digest.sha256(Bytes.of(
                "id", (Digest.sha256(release) + " " + Digest.sha256(list)).getBytes(StandardCharsets.US_ASCII)));
        Path kept = folder.resolve(id);
        if (!Files.isDirectory(kept, LinkOption.NOFOLLOW_LINKS)) {
            AtomicFile.replaceFolder(CacheFolder.directory(folder).resolve(id), fresh -> {
                Files.createDirectory(fresh);
                Files.copy(release, fresh.resolve("InRelease"));
                Process cat = new ProcessBuilder("/usr/lib/apt/apt-helper", "cat-file", list.toString())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
                try (InputStream in = cat.getInputStream();
                        GZIPOutputStream out =
                                new GZIPOutputStream(Files.newOutputStream(fresh.resolve("Packages.gz")))) {
                    in.transferTo(out);
                } finally {
                    cat.destroy();
                }
            });
        }
        return id;
    }

    /**
     * The digest of a package's file that the archive signed.
     *
     * @param id as {@link #keep} gave it
     * @param suite of the list, such as bookworm-security
     * @param name the list's name in the InRelease file, such as main/binary-amd64/Packages
     * @param wanted the package, its version and the name of its file
     * @return nothing where the files are not what somebody signed whom the machine trusts, or have no such package
     */
    Optional<String> sha256(String id, String suite, String name, String wanted) throws IOException {
        Path kept = folder.resolve(ID.matcher(id).matches() ? id : "none");
        Optional<Path> list = CacheFolder.file(kept.resolve("Packages.gz"));
        Optional<Path> release = CacheFolder.file(kept.resolve("InRelease"));
        if (Files.isSymbolicLink(kept)
                || list.isEmpty()
                || release.isEmpty()
                || !SUITE.matcher(suite).matches()) {
            return Optional.empty();
        }
        Optional<String> signed = verified(release.get(), suite).flatMap(text -> digestOf(text, name));
        try (ListReader reader = new ListReader(new GZIPInputStream(Files.newInputStream(list.get())))) {
            Optional<String> found = reader.find(wanted);
            return signed.isPresent() && signed.get().equals(reader.sha256()) ? found : Optional.empty();
        } catch (ZipException | EOFException damaged) {
            return Optional.empty();
        }
    }

    /** The text that apt accepts as signed: as of a repository that has this InRelease file and no list. */
    private Optional<String> verified(Path release, String suite) throws IOException {
        Path work = folder.resolve("check");
        Folders.delete(work);
        try {
            for (String own : List.of(
                    "", "lists", "lists/partial", "cache", "cache/archives", "cache/archives/partial", "sources")) {
                Files.createDirectory(work.resolve(own).normalize());
            }
            StringBuilder text = new StringBuilder();
            int number = 0;
            for (ControlParagraph entry : sources.entries()) {
                if (List.of(entry.get("Suites").orElse("").strip().split("\\s+"))
                        .contains(suite)) {
                    Path repository = work.resolve("repository" + number++);
                    Path place =
                            Files.createDirectories(repository.resolve("dists").resolve(suite));
                    Files.copy(release, place.resolve("InRelease"));
                    text.append(entry.with("URIs", "file:" + repository)
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
            // its exit status tells of all sources, of which one is enough
            ExternalProgram.runBound(
                    List.of("apt-get", "-q", "update"),
                    Map.of("APT_CONFIG", work.resolve("apt.conf").toString()),
                    work,
                    LIMIT);
            for (Path file : Folders.list(work.resolve("lists"))) {
                if (String.valueOf(file.getFileName()).endsWith("_InRelease")) {
                    return Optional.of(Bytes.read(file, RELEASE_LIMIT).utf8());
                }
            }
            return Optional.empty();
        } finally {
            Folders.delete(work);
        }
    }

    private static Optional<String> digestOf(String release, String name) {
        return Pattern.compile("(?m)^SHA256:\\s*\\n(?: .*\\n)*? ([0-9a-f]{64}) +[0-9]+ " + Pattern.quote(name) + "$")
                .matcher(release)
                .results()
                .map(found -> found.group(1))
                .findFirst();
    }
}
