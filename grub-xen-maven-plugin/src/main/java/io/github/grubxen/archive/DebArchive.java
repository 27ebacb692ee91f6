package io.github.grubxen.archive;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    private static final int XZ_MEMORY_LIMIT = 256 << 10;

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
        StringBuilder text = new StringBuilder();
        visit("control.tar", (entry, content) -> {
            if (entry.isFile()
                    && (entry.getName().equals("./control") || entry.getName().equals("control"))) {
                text.append(Bytes.readAll(file + ": control", content, CONTROL_LIMIT)
                        .utf8());
            }
        });
        List<ControlParagraph> paragraphs = ControlParagraph.readAll(file + ": control", text.toString());
        if (paragraphs.size() != 1) {
            throw bad(paragraphs.size() + " paragraphs in its control file instead of one");
        }
        return paragraphs.get(0);
    }

    /** Shows a visitor every entry of the payload, in the archive's order. */
    public void visitData(Visitor visitor) throws IOException {
        visit("data.tar", visitor);
    }

    private void visit(String member, Visitor visitor) throws IOException {
        try (ArArchiveInputStream ar =
                new ArArchiveInputStream(new BufferedInputStream(Files.newInputStream(regularFile())))) {
            ArArchiveEntry first = ar.getNextEntry();
            if (first == null
                    || !first.getName().equals("debian-binary")
                    || !new String(ar.readNBytes(2), StandardCharsets.US_ASCII).equals("2.")) {
                throw bad("not a Debian package of format 2");
            }
            for (ArArchiveEntry entry = ar.getNextEntry(); entry != null; entry = ar.getNextEntry()) {
                if (entry.getName().startsWith(member)) {
                    visit(
                            new TarArchiveInputStream(decompress(entry.getName().substring(member.length()), ar)),
                            visitor);
                    return;
                }
            }
            throw bad("no member " + member + ".*");
        } catch (BadInput e) {
            throw e;
        } catch (IOException | IllegalArgumentException e) {
            throw bad("cannot be read (" + e.getMessage() + ")");
        }
    }

    private static void visit(TarArchiveInputStream tar, Visitor visitor) throws IOException {
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            visitor.visit(entry, tar);
        }
    }

    private InputStream decompress(String suffix, InputStream in) throws IOException {
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
