// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab;

import io.github.grubxen.io.Printable;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A guest's console in a file, written as it arrives, from its first line that is not blank. */
final class Transcript implements Closeable {
    /** Maximum number of characters that are kept, because endless output would fill the disk. */
    private static final int MAX_CHARS = 1 << 24;

    private final Writer file;
    private int left = MAX_CHARS;
    private boolean full;
    private boolean begun;

    Transcript(Path path) throws IOException {
        file = Files.newBufferedWriter(path, StandardCharsets.UTF_8);
    }

    /** Writes the next output to the file immediately. */
    void write(String text) throws IOException {
        String shown = Printable.text(text);
        String rest = begun ? shown : shown.stripLeading();
        begun |= !rest.isEmpty();
        file.write(rest.substring(0, Math.min(rest.length(), left)));
        if (rest.length() > left && !full) {
            full = true;
            file.write("\n[the rest is not kept: a transcript has at most " + MAX_CHARS + " characters]\n");
        }
        left -= Math.min(rest.length(), left);
        file.flush();
    }

    /** Writes a text about the guest at the end. */
    void end(String words) throws IOException {
        left += words.length();
        write(words);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
