package io.github.grubxen.lab;

import io.github.grubxen.io.AtomicFile;
import io.github.grubxen.io.Digest;
import io.github.grubxen.source.AptPackage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Folders of the cache that are made of packages once, and again when the packages or the way of making them change. */
final class PreparedFolder {
    private static final Object ONE_AT_A_TIME = new Object();
    private static final int KEY_LENGTH = 16;

    private PreparedFolder() {}

    /**
     * The folder, as it is or made.
     *
     * @param kind what it holds: the beginning of its name
     * @param packages what it is made of
     * @param recipe what it depends on besides the packages
     */
    static Path of(Path cache, String kind, List<AptPackage> packages, String recipe, AtomicFile.Filler filler)
            throws IOException {
        StringBuilder key = new StringBuilder(recipe);
        packages.forEach(found -> key.append('\n').append(found.sha256()));
        byte[] bytes = key.toString().getBytes(StandardCharsets.UTF_8);
        String digest = Digest.of("SHA-256", new ByteArrayInputStream(bytes)).substring(0, KEY_LENGTH);
        Path lab = Files.createDirectories(cache.toAbsolutePath().resolve("lab"));
        Path folder = lab.resolve(kind + "-" + digest);
        if (Files.isDirectory(folder)) {
            return folder;
        }
        synchronized (ONE_AT_A_TIME) {
            try (FileChannel channel = FileChannel.open(
                    lab.resolve(kind + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                channel.lock(); // other builds wait; closing the channel lets them go on
                if (!Files.isDirectory(folder)) {
                    AtomicFile.replaceFolder(folder, fresh -> filler.fill(Files.createDirectories(fresh)));
                }
            }
        }
        return folder;
    }
}
