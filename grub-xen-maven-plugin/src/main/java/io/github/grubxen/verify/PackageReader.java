// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.verify;

import io.github.grubxen.archive.ArMember;
import io.github.grubxen.archive.DebArchive;
import io.github.grubxen.archive.DecompressingStream;
import io.github.grubxen.archive.InstalledPaths;
import io.github.grubxen.archive.PackageTree;
import io.github.grubxen.archive.TarMember;
import io.github.grubxen.archive.TarStream;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** Opens a package as dpkg would, reads it once, and passes each part to the checks. */
final class PackageReader {
    private static final String REMEDY = "Build the package again, and let nothing change the file afterwards.";

    /** Examines the content of an entry. */
    @FunctionalInterface
    private interface Visitor {
        void visit(String path, TarMember member, InputStream content) throws IOException;
    }

    private final DebArchive archive;
    private final Findings findings;
    private final long newest;
    private final List<FileCheck> checks;

    PackageReader(Path deb, Findings findings, long newest, List<FileCheck> checks) {
        this.archive = new DebArchive(deb);
        this.findings = findings;
        this.newest = newest;
        this.checks = checks;
    }

    OpenedPackage read() throws IOException {
        OpenedPackage opened = new OpenedPackage(String.valueOf(archive.file().getFileName()));
        ArCheck ar;
        try {
            ar = new ArCheck(archive, findings);
        } catch (BadInput e) {
            findings.add(
                    Check.AR,
                    "members",
                    e.diagnostic().problem(),
                    e.diagnostic().remedy());
            return opened;
        }
        ar.run(newest);
        PackageTree controlTree = new PackageTree();
        opened.wholeControl = read(ar, ArCheck.CONTROL, controlTree, (path, member, content) -> {
            if (member.isFile()) {
                opened.control.put(
                        path, Bytes.readAll("control.tar: " + path, content, DecompressingStream.CONTROL_LIMIT));
            }
        });
        Map<Integer, String> sums = new HashMap<>();
        opened.whole = read(ar, ArCheck.DATA, opened.tree, (path, member, content) -> {
            opened.data.put(path, member);
            Optional<Integer> file = opened.tree.file(path);
            if (member.isFile()) {
                String sum = lookInto(path, member.size(), content);
                opened.sums.put(path, sum);
                file.ifPresent(number -> sums.put(number, sum));
            } else if (member.type() == TarMember.HARD_LINK && file.isPresent() && sums.containsKey(file.get())) {
                opened.sums.put(path, Objects.requireNonNull(sums.get(file.get())));
            }
        });
        if (opened.whole) {
            opened.whole = readLinks(opened);
        }
        return opened;
    }

    /** Passes the targets of links to the checks that examine them under the link's path too. */
    private boolean readLinks(OpenedPackage opened) throws IOException {
        Map<String, List<FileCheck>> byPath = new TreeMap<>();
        opened.data.forEach((path, member) -> {
            if (member.type() == TarMember.HARD_LINK) {
                byPath.put(path, checks);
            }
        });
        for (FileCheck check : checks) {
            check.links(opened.tree).forEach(path -> byPath.put(path, List.of(check)));
        }
        try {
            archive.read(opened.tree, byPath.keySet(), (paths, content) -> {
                Bytes bytes = Bytes.readAll("/" + paths.get(0), content, DebArchive.FILE_LIMIT);
                for (String path : paths) {
                    lookInto(path, bytes, byPath.getOrDefault(path, List.of()));
                }
            });
            return true;
        } catch (BadInput e) {
            findings.add(Check.TAR_FORMAT, e);
            return false;
        }
    }

    /** Reads an archive. Returns whether it could be read to its end. */
    private boolean read(ArCheck ar, String name, PackageTree tree, Visitor visitor) throws IOException {
        Optional<ArMember> found = ar.member(name);
        if (found.isEmpty()) {
            return false;
        }
        ArMember member = found.get();
        boolean isData = name.equals(ArCheck.DATA);
        TarCheck check = new TarCheck(findings, isData ? "/" : name + ": ", tree, newest);
        try (InputStream raw = ar.open(member);
                InputStream in = DecompressingStream.open(
                        member.name(),
                        member.name(),
                        raw,
                        isData ? DecompressingStream.DATA_LIMIT : DecompressingStream.CONTROL_LIMIT)) {
            TarStream tar = new TarStream(member.name(), in);
            int count = 0;
            for (Optional<TarMember> entry = tar.next(); entry.isPresent(); entry = tar.next()) {
                count++;
                tree.admit(member.name(), entry.get());
                if (check.look(entry.get())) {
                    visitor.visit(InstalledPaths.plain(entry.get().name()), entry.get(), tar.content());
                }
            }
            if (!tar.flaw().isEmpty() || count == 0) {
                findings.add(Check.TAR_FORMAT, member.name(), count == 0 ? "is empty" : tar.flaw(), REMEDY);
            } else if (raw.read() >= 0) {
                findings.add(Check.AR, member.name(), "something follows the compressed archive", REMEDY);
            }
            return count > 0;
        } catch (BadInput e) {
            findings.add(Check.TAR_FORMAT, e);
        }
        return false;
    }

    /** Computes a file's MD5. Files that a check wants to examine are read into memory. */
    private String lookInto(String path, long size, InputStream content) throws IOException {
        byte[] head = content.readNBytes(FileCheck.HEAD);
        InputStream whole = new SequenceInputStream(new ByteArrayInputStream(head), content);
        if (checks.stream().noneMatch(check -> check.wants(path, head))) {
            return Digest.of("MD5", whole);
        }
        if (size > DebArchive.FILE_LIMIT) {
            findings.add(
                    Check.TAR_FORMAT,
                    "/" + path,
                    "has " + size + " bytes; a file of more than " + (DebArchive.FILE_LIMIT >> 20)
                            + " MiB is not looked into",
                    "Package a smaller file under this name.");
            return Digest.of("MD5", whole);
        }
        Bytes bytes = Bytes.readAll("/" + path, whole, DebArchive.FILE_LIMIT);
        lookInto(path, bytes, checks);
        return Digest.of("MD5", bytes.openStream());
    }

    private void lookInto(String path, Bytes bytes, List<FileCheck> by) throws IOException {
        byte[] head = bytes.slice(0, Math.min(bytes.length(), FileCheck.HEAD)).toArray();
        for (FileCheck check : by) {
            if (check.wants(path, head)) {
                check.look(path, bytes, findings);
            }
        }
    }
}
