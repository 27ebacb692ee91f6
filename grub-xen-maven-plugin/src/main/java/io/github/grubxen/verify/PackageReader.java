package io.github.grubxen.verify;

import io.github.grubxen.archive.ArMember;
import io.github.grubxen.archive.DebArchive;
import io.github.grubxen.archive.TarMember;
import io.github.grubxen.archive.TarStream;
import io.github.grubxen.image.Image;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Opens a package as dpkg would, once, and shows each part to the checks as it comes by. */
final class PackageReader {
    private static final String REMEDY = "Build the package again, and let nothing change the file afterwards.";

    /** Largest control file that makes sense, in bytes. */
    private static final long CONTROL_LIMIT = 16 << 20;

    /** More entries than any package has. */
    private static final int MOST = 1_000_000;

    /** What looks at the content of an entry. */
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
            findings.add(ArCheck.NAME, "members", e.problem(), e.remedy());
            return opened;
        }
        ar.run(newest);
        opened.wholeControl = read(ar, ArCheck.CONTROL, "control.tar: ", (path, member, content) -> {
            if (member.isFile()) {
                opened.control.put(path, Bytes.readAll("control.tar: " + path, content, CONTROL_LIMIT));
            }
        });
        opened.whole = read(ar, ArCheck.DATA, "/", (path, member, content) -> {
            opened.data.put(path, member);
            if (member.isFile()) {
                opened.sums.put(path, lookInto(path, content));
            } else if (member.type() == TarMember.HARD_LINK) {
                String sum = opened.sums.get(InstalledPaths.plain(member.link()));
                if (sum != null) {
                    opened.sums.put(path, sum);
                }
            }
        });
        return opened;
    }

    /** Whether it could be read to its end. */
    private boolean read(ArCheck ar, String name, String root, Visitor visitor) throws IOException {
        Optional<ArMember> found = ar.member(name);
        if (found.isEmpty()) {
            return false;
        }
        ArMember member = found.get();
        TarCheck check = new TarCheck(findings, root, newest);
        try (InputStream raw = ar.open(member);
                InputStream in = archive.decompress(member.name().substring(name.length()), raw)) {
            TarStream tar = new TarStream(member.name(), in);
            int count = 0;
            for (Optional<TarMember> entry = tar.next(); entry.isPresent() && count < MOST; entry = tar.next()) {
                count++;
                if (check.look(entry.get())) {
                    visitor.visit(InstalledPaths.plain(entry.get().name()), entry.get(), tar.content());
                }
            }
            if (!tar.flaw().isEmpty() || count == 0 || count == MOST) {
                String problem = count == 0 ? "is empty" : count == MOST ? "has too many entries" : tar.flaw();
                findings.add(TarCheck.FORMAT, member.name(), problem, REMEDY);
            } else if (raw.read() >= 0) {
                findings.add(ArCheck.NAME, member.name(), "something follows the compressed archive", REMEDY);
            }
            return count > 0 && count < MOST;
        } catch (BadInput e) {
            findings.add(TarCheck.FORMAT, e.where(), e.problem(), e.remedy());
        } catch (IOException e) {
            findings.add(TarCheck.FORMAT, member.name(), "cannot be read (" + e.getMessage() + ")", REMEDY);
        }
        return false;
    }

    /** Gives a file's MD5; those that a check wants to see are read as a whole. */
    private String lookInto(String path, InputStream content) throws IOException {
        byte[] head = content.readNBytes(FileCheck.HEAD);
        InputStream whole = new SequenceInputStream(new ByteArrayInputStream(head), content);
        if (checks.stream().noneMatch(check -> check.wants(path, head))) {
            return Digest.of("MD5", whole);
        }
        Bytes bytes = Bytes.readAll("/" + path, whole, Image.LIMIT);
        for (FileCheck check : checks) {
            if (check.wants(path, head)) {
                check.look(path, bytes, findings);
            }
        }
        return Digest.of("MD5", bytes.openStream());
    }
}
