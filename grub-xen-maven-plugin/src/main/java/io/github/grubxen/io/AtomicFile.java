package io.github.grubxen.io;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

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
        try (Part part = Part.open(target)) {
            filler.fill(part.path());
            Files.move(part.path(), target, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /**
     * Replaces a folder of the build with the one that the filler makes, or leaves the former when anything fails. (When Java
     * is killed between the two moves of this, the next call brings the former back before it begins.)
     */
    public static void replaceFolder(Path target, Filler filler) throws IOException {
        try (Part part = Part.open(target)) {
            filler.fill(part.path());
            boolean replaces = Files.exists(target);
            if (replaces) {
                Files.move(target, part.former(), StandardCopyOption.ATOMIC_MOVE);
            }
            try {
                Files.move(part.path(), target, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                if (replaces) {
                    Files.move(part.former(), target, StandardCopyOption.ATOMIC_MOVE);
                }
                throw e;
            }
        }
    }
}
