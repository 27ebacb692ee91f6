// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.io.AtomicFile;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Choice;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where and how a goal tells what it has read.
 *
 * @param format the format
 * @param file the file to write, or null for standard output
 */
record TextOutput(Format format, @Nullable File file) {
    private static final Choice<Format> FORMATS = Choice.of("format", Format.values());

    /** The formats of {@code grub-xen.format}. */
    enum Format {
        TEXT,
        JSON
    }

    /** The values of {@code grub-xen.format} and {@code grub-xen.output}. */
    static TextOutput of(String format, @Nullable File file) throws BadInput {
        return new TextOutput(FORMATS.read("grub-xen.format", format), file);
    }

    /** Refuses to write over a file that is read. */
    void refuse(Path input, String problem) throws IOException {
        if (file != null && file.exists() && Files.exists(input) && Files.isSameFile(file.toPath(), input)) {
            throw new BadInput("grub-xen.output", file + " " + problem, "Name another file for the output.");
        }
    }

    void write(String text, GoalLog log) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (file == null) {
            System.out.write(bytes, 0, bytes.length);
            System.out.flush();
        } else {
            AtomicFile.write(file.toPath(), out -> out.write(bytes));
            log.wrote(file.toPath());
        }
    }
}
