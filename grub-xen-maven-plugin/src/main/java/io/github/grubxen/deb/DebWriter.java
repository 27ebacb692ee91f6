package io.github.grubxen.deb;

import io.github.grubxen.archive.ControlParagraph;
import io.github.grubxen.io.AtomicFile;
import io.github.grubxen.io.Folders;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveInputStream;
import org.apache.commons.compress.archivers.ar.ArArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/**
 * Writes a package: jdeb assembles it, and a finishing pass over the archive's members replaces what jdeb makes its own
 * way (all of the control member) and gives every member the package's time.
 *
 * <p>Source: deb(5).
 */
public final class DebWriter {
    private static final int MEMBER_MODE = 0100644;

    private DebWriter() {}

    /**
     * Writes the package's file, or leaves the former one.
     *
     * @param folder where it is written under its conventional name
     * @return the file
     */
    public static Path write(PackageRecipe recipe, Path folder) throws IOException {
        Path target = folder.resolve(recipe.fileName());
        AtomicFile.replace(target, fresh -> {
            Path work = Files.createDirectories(fresh.resolveSibling(fresh.getFileName() + ".d"));
            try {
                Path assembled = work.resolve("assembled.deb");
                JdebAssembler.assemble(recipe, work, assembled);
                finish(recipe, assembled, fresh);
            } finally {
                Folders.delete(work);
            }
        });
        return target;
    }

    private static void finish(PackageRecipe recipe, Path assembled, Path target) throws IOException {
        try (ArArchiveInputStream in =
                        new ArArchiveInputStream(new BufferedInputStream(Files.newInputStream(assembled)));
                OutputStream file = Files.newOutputStream(target);
                ArArchiveOutputStream out = new ArArchiveOutputStream(file)) {
            for (ArArchiveEntry member = in.getNextEntry(); member != null; member = in.getNextEntry()) {
                if (member.getName().startsWith("control.tar")) {
                    byte[] control = controlArchive(recipe);
                    begin(out, "control.tar.xz", control.length, recipe.time());
                    out.write(control);
                } else {
                    begin(out, member.getName(), member.getSize(), recipe.time());
                    in.transferTo(out);
                }
                out.closeArchiveEntry();
            }
        }
    }

    private static void begin(ArArchiveOutputStream out, String name, long size, long time) throws IOException {
        out.putArchiveEntry(new ArArchiveEntry(name, size, 0, 0, MEMBER_MODE, time));
    }

    private static byte[] controlArchive(PackageRecipe recipe) throws IOException {
        ControlParagraph control = ControlFields.inOrder(recipe.control()
                .with("Installed-Size", Long.toString(recipe.contents().installedSize())));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar =
                new TarArchiveOutputStream(new XZOutputStream(bytes, new LZMA2Options()), 10240, "UTF-8")) {
            put(tar, recipe, "./", 0755, "");
            put(tar, recipe, "./control", 0644, control.toText());
            put(tar, recipe, "./md5sums", 0644, recipe.contents().md5sums());
        }
        return bytes.toByteArray();
    }

    private static void put(TarArchiveOutputStream tar, PackageRecipe recipe, String name, int mode, String text)
            throws IOException {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setMode(mode);
        entry.setIds(0, 0);
        entry.setNames("root", "root");
        entry.setModTime(recipe.time() * 1000);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }
}
