// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.imports;

import io.github.grubxen.io.AtomicFile;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Directories;
import io.github.grubxen.io.InputFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The files of a new project: copies of the files that the calls name. A file outside of the site's directory is not copied. */
public final class ProjectFiles {
    private static final String CONFIGS = "src/main/grub/";

    /** Maximum size of a copied file, in bytes. */
    private static final long MAX_FILE_BYTES = 1L << 26;

    /** A placeholder, or two at signs, which stand for one. Source: {@code config.Placeholders}. */
    private static final Pattern PLACEHOLDER = Pattern.compile("@@|@[A-Za-z][A-Za-z0-9._-]*@");

    private final Path site;
    private final SortedMap<String, Bytes> files = new TreeMap<>();
    private final Map<String, Path> sources = new HashMap<>();

    /**
     * No files yet.
     *
     * @param site the directory of the Makefile
     */
    public ProjectFiles(Path site) {
        this.site = site;
    }

    /** Adds a config, in which all text stays literal, and returns its path in the project. */
    public String config(Path source) throws IOException {
        Bytes original = Bytes.read(source, MAX_FILE_BYTES);
        String name = String.valueOf(source.getFileName());
        Bytes literal = Bytes.of(original.name(), literal(original.latin1()).getBytes(StandardCharsets.ISO_8859_1));
        return put(CONFIGS + (name.endsWith(".cfg") ? name : name + ".cfg"), source, literal);
    }

    /** Adds a file or a directory, and returns its path: in the project, or outside of the site's directory. */
    public String copy(String directory, Path source) throws IOException {
        if (!source.startsWith(site)) {
            return source.toString();
        }
        String target = free("src/main/" + directory + "/" + source.getFileName(), source);
        add(target, source);
        return target;
    }

    private void add(String target, Path source) throws IOException {
        if (Files.isSymbolicLink(source)) {
            throw new BadInput(source, "a symbolic link, which is not copied", "Name the file itself.");
        }
        if (Files.isDirectory(source)) {
            for (Path file : Directories.list(source)) {
                add(target + "/" + Directories.name(file), file);
            }
        } else {
            files.put(target, Bytes.read(source, MAX_FILE_BYTES));
        }
    }

    /** A text in which nothing is a placeholder. */
    public static String literal(String text) {
        return PLACEHOLDER.matcher(text).find() ? text.replace("@", "@@") : text;
    }

    /** Adds a file of the project itself. */
    public void put(String path, String text) {
        put(path, Bytes.of(path, text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Adds a file of the project itself. */
    public void put(String path, Bytes content) {
        files.put(path, content);
    }

    private String put(String wanted, Path source, Bytes content) {
        String path = free(wanted, source);
        files.put(path, content);
        return path;
    }

    /** The wanted path, or one with a number if another file has that path. */
    private String free(String wanted, Path source) {
        String path = wanted;
        for (int i = 2; sources.containsKey(path) && !sources.get(path).equals(source); i++) {
            int dot = wanted.lastIndexOf('.');
            int end = dot > wanted.lastIndexOf('/') ? dot : wanted.length();
            path = wanted.substring(0, end) + "-" + i + wanted.substring(end);
        }
        sources.put(path, source);
        return path;
    }

    /**
     * Writes all files that do not exist yet. A file that exists must have the same contents.
     *
     * @return the files that were written
     * @throws BadInput if another file is at the place of one of them; then nothing is written
     */
    public List<Path> writeTo(Path directory) throws IOException {
        List<Path> written = new ArrayList<>();
        for (var file : files.entrySet()) {
            Path path = directory.resolve(file.getKey());
            if (!InputFile.isThere(path)) {
                written.add(path);
            } else if (!Bytes.read(path, MAX_FILE_BYTES).equals(file.getValue())) {
                throw new BadInput(
                        path, "another file is there already", "Name another directory, or remove the file.");
            }
        }
        for (Path path : written) {
            Bytes content = files.get(directory.relativize(path).toString());
            if (content != null) {
                AtomicFile.write(path, content::writeTo);
            }
        }
        return written;
    }
}
