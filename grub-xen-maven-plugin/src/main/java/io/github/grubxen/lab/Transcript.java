// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab;

import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A guest's console in a file, as it comes, from its first line with something in it. */
final class Transcript implements Closeable {
    private final Writer file;
    private boolean begun;

    Transcript(Path path) throws IOException {
        file = Files.newBufferedWriter(path, StandardCharsets.UTF_8);
    }

    /** What came next; it is in the file at once. */
    void write(String text) throws IOException {
        String rest = begun ? text : text.stripLeading();
        begun |= !rest.isEmpty();
        file.write(rest);
        file.flush();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
