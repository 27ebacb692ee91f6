// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.makefile;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Utf8;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The files that a Makefile includes. They must be below the directory in which make would run. */
final class MakeIncludes {
    /** Maximum number of files. It bounds time. */
    private static final int MOST_FILES = 500;

    private static final String ELSEWHERE =
            "Copy the file there, or run make, and read the output of 'make -Bn' as a shell script.";

    private final Path directory;
    private final Deque<Path> open = new ArrayDeque<>();
    private int files;
    private long bytes;

    MakeIncludes(Path directory) {
        this.directory = directory;
    }

    /** Reads the text of one included file. */
    @FunctionalInterface
    interface Reader {
        /** Reads a text, whose file has a name for messages. */
        void read(String text, String name) throws IOException;
    }

    /** The words of a text, with the names of files in place of patterns such as {@code *.cfg}. */
    List<String> names(String words) throws IOException {
        List<String> names = new ArrayList<>();
        for (String word : MakeFunctions.words(words)) {
            List<String> found = Globs.isPattern(word) ? Globs.expand(directory, word) : List.of();
            names.addAll(found.isEmpty() ? List.of(word) : found);
        }
        return names;
    }

    /** The file of a name; empty if it does not exist. */
    Optional<Path> file(String name, Spot spot) throws BadInput {
        if (!Makefile.exists(directory, name)) {
            return Optional.empty();
        }
        try {
            Path real = directory.resolve(name).toRealPath();
            if (!real.startsWith(directory.toRealPath())) {
                throw spot.refused(
                        "the included file " + name + " is not below the directory in which make runs", ELSEWHERE);
            }
            return Optional.of(real);
        } catch (InvalidPathException | IOException e) {
            if (e instanceof BadInput refused) {
                throw refused;
            }
            throw spot.refused("the included file " + name + " cannot be read");
        }
    }

    /** Reads a file, whose reading can lead to further ones. */
    void read(String name, Path file, Spot spot, Reader reader) throws IOException {
        if (open.contains(file)) {
            throw spot.refused("the file " + name + " includes itself", "Remove the include.");
        }
        Bytes content = Bytes.read(file, directory.resolve(name).toString(), Makefile.MAX_BYTES);
        bytes += content.length();
        if (++files > MOST_FILES || bytes > Makefile.MAX_BYTES) {
            throw spot.refused("more than " + MOST_FILES + " included files, or they have more than "
                    + Makefile.MAX_BYTES + " bytes");
        }
        open.push(file);
        reader.read(text(content), content.name());
        open.pop();
    }

    /** The text of a Makefile. */
    static String text(Bytes content) throws BadInput {
        return Utf8.text(content).replace("\r\n", "\n");
    }
}
