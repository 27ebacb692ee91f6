package io.github.grubxen.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorInputStream;

/**
 * A Debian binary package, read.
 *
 * <p>Source: deb(5).
 *
 * @param file the package's file
 */
public record DebArchive(Path file) {
    /** Largest control file that makes sense, in bytes. */
    private static final long CONTROL_LIMIT = 1 << 20;

    /** Memory that an xz stream may ask for, in KiB; xz -9 needs 65 MiB. */
    private static final int XZ_MEMORY_LIMIT = 80 << 10;

    /** Most that a member may unpack to, in bytes: far more than all of GRUB, and a matter of seconds. */
    private static final long UNPACKED_LIMIT = 1L << 30;

    /** What looks at the entries of an archive. */
    @FunctionalInterface
    public interface Visitor {
        /**
         * Looks at one entry.
         *
         * @param entry header of the entry, not to be trusted
         * @param content its bytes, to be read before the visitor returns, if at all
         */
        void visit(TarArchiveEntry entry, InputStream content) throws IOException;
    }

    /** The control file's fields. */
    public ControlParagraph control() throws IOException {
        List<String> texts = new ArrayList<>();
        visit("control.tar", () -> false, (entry, content) -> {
            if (entry.isFile()
                    && (entry.getName().equals("./control") || entry.getName().equals("control"))) {
                texts.add(Bytes.readAll(file + ": control", content, CONTROL_LIMIT)
                        .utf8());
            }
        });
        if (texts.size() != 1) {
            throw bad(texts.size() + " control files instead of one");
        }
        List<ControlParagraph> paragraphs = ControlParagraph.readAll(file + ": control", texts.get(0));
        if (paragraphs.size() != 1) {
            throw bad(paragraphs.size() + " paragraphs in its control file instead of one");
        }
        return paragraphs.get(0);
    }

    /** Shows a visitor every entry of the payload, in the archive's order. */
    public void visitData(Visitor visitor) throws IOException {
        visit("data.tar", () -> false, visitor);
    }

    /**
     * The first file of the payload whose path is accepted; what lies behind it is not read.
     *
     * @param limit most bytes that it may have
     */
    public Optional<Bytes> find(Predicate<String> path, long limit) throws IOException {
        List<Bytes> found = new ArrayList<>();
        visit("data.tar", () -> !found.isEmpty(), (entry, content) -> {
            if (entry.isFile() && path.test(entry.getName())) {
                found.add(Bytes.readAll(file + ": " + entry.getName(), content, limit));
            }
        });
        return found.stream().findFirst();
    }

    /** The archive's members, to be looked at one by one. */
    public ArFile members() throws IOException {
        return ArFile.read(file);
    }

    private void visit(String member, BooleanSupplier done, Visitor visitor) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(regularFile()))) {
            BoundedArchive<ArArchiveEntry> ar =
                    new BoundedArchive<>(file.toString(), in, Long.MAX_VALUE, ArArchiveInputStream::new);
            ArArchiveEntry first = ar.next();
            if (first == null
                    || !first.getName().equals("debian-binary")
                    || !new String(ar.content().readNBytes(2), StandardCharsets.US_ASCII).equals("2.")) {
                throw bad("not a Debian package of format 2");
            }
            for (ArArchiveEntry entry = ar.next(); entry != null; entry = ar.next()) {
                if (entry.getName().startsWith(member)) {
                    try (InputStream unpacked = decompress(entry.getName().substring(member.length()), ar.content())) {
                        visit(unpacked, done, visitor);
                    }
                    return;
                }
            }
            throw bad("no member " + member + ".*");
        }
    }

    private void visit(InputStream unpacked, BooleanSupplier done, Visitor visitor) throws IOException {
        BoundedArchive<TarArchiveEntry> tar = new BoundedArchive<>(
                file.toString(), unpacked, UNPACKED_LIMIT, in -> new TarArchiveInputStream(in, UTF_8.name()));
        for (TarArchiveEntry entry = tar.next(); entry != null; entry = done.getAsBoolean() ? null : tar.next()) {
            if (entry.isSparse()) {
                throw bad("a sparse file, which no package has: " + entry.getName());
            }
            visitor.visit(entry, tar.content());
        }
    }

    /**
     * A reader of what is in a compressed member.
     *
     * @param suffix the end of the member's name, which tells how: none, {@code .gz}, {@code .xz} or {@code .zst}
     * @param in the member's bytes
     */
    public InputStream decompress(String suffix, InputStream in) throws BadInput {
        try {
            return switch (suffix) {
                case "" -> in;
                case ".gz" -> new GzipCompressorInputStream(in);
                case ".xz" ->
                    XZCompressorInputStream.builder()
                            .setInputStream(in)
                            .setMemoryLimitKiB(XZ_MEMORY_LIMIT)
                            .get();
                case ".zst" -> new ZstdCompressorInputStream(in);
                default -> throw bad("compressed in a way that is not known: '" + suffix + "'");
            };
        } catch (LinkageError e) {
            throw new BadInput(
                    file,
                    "compressed with " + suffix + ", for which there is no library here (" + e.getMessage() + ")",
                    "Pack it with xz: dpkg-deb -R, then dpkg-deb -Zxz -b.");
        } catch (IOException | RuntimeException e) {
            throw BoundedArchive.unreadable(file.toString(), e);
        }
    }

    private Path regularFile() throws BadInput {
        if (!Files.isRegularFile(file)) {
            throw new BadInput(file, "no such file", "Give the path of a Debian package.");
        }
        return file;
    }

    private BadInput bad(String problem) {
        return new BadInput(file, problem, "Get the package again.");
    }
}
