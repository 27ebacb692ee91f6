package io.github.grubxen.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * A note in a folder of the cache of the files that belong to it: it tells a whole folder from one that somebody, or a full disk, has
 * taken something from. Its time is when the folder was used last.
 *
 * @param folder the folder
 */
record FolderNote(Path folder) {
    private static final String NAME = ".contents";

    /** Writes down the files that are there, and their sizes. */
    void write() throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(FolderNote::isFile).sorted().toList()) {
                text.append(Files.size(file))
                        .append(' ')
                        .append(folder.relativize(file))
                        .append('\n');
            }
        }
        Files.writeString(file(), text);
    }

    /** Whether the folder has all of them still. */
    boolean holds() throws IOException {
        if (!Files.exists(file())) {
            return false;
        }
        for (String line : lines()) {
            int blank = line.indexOf(' ');
            Path file = folder.resolve(line.substring(blank + 1));
            if (!isFile(file) || Files.size(file) != Long.parseLong(line.substring(0, blank))) {
                return false;
            }
        }
        return true;
    }

    /** Notes that the folder is used. */
    void touch() {
        try {
            Files.setLastModifiedTime(file(), FileTime.from(Instant.now()));
        } catch (IOException e) {
            return; // a cache that only others may write to
        }
    }

    /** When the folder was used last. */
    Instant lastUse() throws IOException {
        return Files.getLastModifiedTime(Files.exists(file()) ? file() : folder).toInstant();
    }

    /** Takes the note away, so that the folder is made again. */
    void drop() throws IOException {
        Files.deleteIfExists(file());
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(file(), StandardCharsets.UTF_8);
    }

    private Path file() {
        return folder.resolve(NAME);
    }

    private static boolean isFile(Path path) {
        return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
    }
}
