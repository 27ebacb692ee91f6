package io.github.grubxen.io;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Writes files and folders under a temporary name beside their place and moves them there when they are whole. */
public final class AtomicFile {

    /** What writes the contents. */
    @FunctionalInterface
    public interface Contents {
        /** Writes everything; does not close the stream. */
        void writeTo(OutputStream out) throws IOException;
    }

    /** What fills a path that does not exist yet: with a file or a folder. */
    @FunctionalInterface
    public interface Filler {
        /** Makes the file or folder at the given path. */
        void fill(Path fresh) throws IOException;
    }

    private AtomicFile() {}

    /** Replaces a file, or leaves the former one untouched when anything fails. Missing folders are made. */
    public static void write(Path target, Contents contents) throws IOException {
        replace(target, fresh -> {
            try (OutputStream out =
                    new BufferedOutputStream(Files.newOutputStream(fresh, StandardOpenOption.CREATE_NEW))) {
                contents.writeTo(out);
            }
        });
    }

    /** Replaces a file or a folder with what the filler makes, or leaves the former one when anything fails. */
    public static void replace(Path target, Filler filler) throws IOException {
        Path place = target.toAbsolutePath();
        Path folder = place.resolveSibling(".").normalize();
        Files.createDirectories(folder);
        Path fresh = folder.resolve("." + place.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            filler.fill(fresh);
            if (Files.isDirectory(place)) {
                Folders.delete(place);
            }
            Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Folders.delete(fresh);
        }
    }
}
