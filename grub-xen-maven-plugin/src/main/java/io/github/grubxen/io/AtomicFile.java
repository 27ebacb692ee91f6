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

    /**
     * Replaces a file with what the filler makes, or leaves the former one when anything fails.
     *
     * @throws BadInput when a folder is there, which is left alone
     */
    public static void replace(Path target, Filler filler) throws IOException {
        if (Files.isDirectory(target)) {
            throw new BadInput(target, "is a folder, where a file is to be written", "Give the path of a file.");
        }
        fill(target, filler, fresh -> Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE));
    }

    /** Replaces a folder of the build with the one that the filler makes, or leaves the former when anything fails. */
    public static void replaceFolder(Path target, Filler filler) throws IOException {
        fill(target, filler, fresh -> {
            Path former = temporary(target);
            boolean replaces = Files.exists(target);
            if (replaces) {
                Files.move(target, former, StandardCopyOption.ATOMIC_MOVE);
            }
            try {
                Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                if (replaces) {
                    Files.move(former, target, StandardCopyOption.ATOMIC_MOVE);
                }
                throw e;
            }
            Folders.delete(former);
        });
    }

    private static void fill(Path target, Filler filler, Filler mover) throws IOException {
        Path fresh = temporary(target);
        Files.createDirectories(fresh.resolveSibling(".").normalize());
        try {
            filler.fill(fresh);
            mover.fill(fresh);
        } finally {
            Folders.delete(fresh);
        }
    }

    private static Path temporary(Path target) {
        Path place = target.toAbsolutePath();
        return place.resolveSibling("." + place.getFileName() + "." + UUID.randomUUID() + ".part");
    }
}
