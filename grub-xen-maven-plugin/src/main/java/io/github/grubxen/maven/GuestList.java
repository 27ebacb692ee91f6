// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.domain.XlConfig;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Directories;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The xl configurations of many guests, as the command line names them. */
final class GuestList {
    private static final String PROPERTY = "grub-xen.guests";
    private static final String STANDARD_INPUT = "-";
    private static final String SUFFIX = ".cfg";

    /** The most guests of one run. */
    private static final int MOST = 1_000_000;

    private GuestList() {}

    /**
     * The configurations: the files {@code *.cfg} of a directory by name, or the paths that standard input lists.
     *
     * @param base the directory against which relative paths are resolved
     * @throws BadInput if there are none
     */
    static List<Path> of(String given, Path base) throws IOException {
        return given.equals(STANDARD_INPUT) ? listed(System.in, base) : inDirectory(base.resolve(given));
    }

    /** One configuration. */
    static Bytes read(Path file) throws IOException {
        return Bytes.read(file, XlConfig.MAX_BYTES);
    }

    private static List<Path> inDirectory(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new BadInput(
                    PROPERTY,
                    directory + " is not a directory",
                    "Give a directory of xl configurations, or " + STANDARD_INPUT
                            + " to list their paths on standard input.");
        }
        List<Path> found = Directories.list(directory).stream()
                .filter(path -> path.getFileName().toString().endsWith(SUFFIX) && Files.isRegularFile(path))
                .sorted()
                .toList();
        if (found.isEmpty()) {
            throw new BadInput(
                    PROPERTY,
                    "no file *" + SUFFIX + " in " + directory,
                    "List the paths of files with other names on standard input, with " + STANDARD_INPUT + ".");
        }
        return found;
    }

    private static List<Path> listed(InputStream in, Path base) throws IOException {
        List<Path> paths = new ArrayList<>();
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, Charset.defaultCharset()));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.isEmpty()) {
                continue;
            }
            if (paths.size() == MOST) {
                throw new BadInput("standard input", "more than " + MOST + " guests", "List fewer in each run.");
            }
            try {
                paths.add(base.resolve(line));
            } catch (InvalidPathException e) {
                throw new BadInput("standard input", "'" + line + "' is not a path", "List one path on each line.");
            }
        }
        if (paths.isEmpty()) {
            throw new BadInput("standard input", "lists no guests", "List one path on each line.");
        }
        return paths;
    }
}
