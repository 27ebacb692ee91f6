// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.build;

import io.github.grubxen.archive.ControlParagraph;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The description of a Debian source package: the file that ends in .dsc.
 *
 * <p>Source: dsc(5), deb822(5).
 *
 * @param file the description
 * @param source name of the source package, such as grub2
 * @param version its version, such as 2.06-13+deb12u2
 * @param buildDepends value of the field Build-Depends; empty if there is none
 * @param parts the other files of the package, in the same directory
 */
record DscFile(Path file, String source, String version, String buildDepends, List<Part> parts) {
    /** Maximum size of a description, in bytes. GRUB's have 8 kB. */
    private static final long MAX_BYTES = 1 << 20;

    /** Maximum number of files of a source package. GRUB's have two or three. */
    private static final int MAX_PARTS = 100;

    private static final String FORMAT = "3.0 (quilt)";
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9+.-]*");
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9.+:~-]+");
    private static final Pattern PART =
            Pattern.compile("(?<digest>[0-9a-f]{64}) +(?<size>[0-9]{1,12}) +(?<name>[A-Za-z0-9][A-Za-z0-9.+~_-]*)");

    private static final Pattern COMPONENT =
            Pattern.compile("[^_]+_[^_]+\\.orig-(?<directory>[A-Za-z0-9-]+)\\.tar\\.[a-z0-9]+");

    private static final String CLEAR_SIGNED = "-----BEGIN PGP SIGNED MESSAGE-----";
    private static final String SIGNATURE = "-----BEGIN PGP SIGNATURE-----";
    private static final String AGAIN = "Fetch the source package again.";

    DscFile {
        parts = List.copyOf(parts);
    }

    /**
     * A file of a source package.
     *
     * @param name without directories
     * @param size in bytes
     * @param sha256 64 lower-case digits
     */
    record Part(String name, long size, String sha256) {}

    /**
     * Reads a description. Does not check its signature.
     *
     * @throws BadInput if the file is not a description of a source package in the format 3.0 (quilt)
     */
    static DscFile read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new BadInput(file, "no such file", "Check the path.");
        }
        List<ControlParagraph> paragraphs = ControlParagraph.readAll(
                file.toString(), withoutSignature(Bytes.read(file, MAX_BYTES).utf8()));
        if (paragraphs.size() != 1) {
            throw new BadInput(file, "has " + paragraphs.size() + " paragraphs instead of one", AGAIN);
        }
        ControlParagraph fields = paragraphs.get(0);
        String format = field(file, fields, "Format");
        if (!format.equals(FORMAT)) {
            throw new BadInput(
                    file,
                    "the source package has the format '" + format + "'",
                    "Use one in the format " + FORMAT + ", a release tarball or a directory.");
        }
        List<Part> parts = new ArrayList<>();
        for (String line : field(file, fields, "Checksums-Sha256").lines().toList()) {
            Matcher part = PART.matcher(line.strip());
            if (part.matches()) {
                parts.add(new Part(part.group("name"), Long.parseLong(part.group("size")), part.group("digest")));
            } else if (!line.isBlank()) {
                throw new BadInput(file, "Checksums-Sha256 has the line '" + line.strip() + "'", AGAIN);
            }
        }
        if (parts.isEmpty() || parts.size() > MAX_PARTS) {
            throw new BadInput(file, "names " + parts.size() + " files in Checksums-Sha256", AGAIN);
        }
        return new DscFile(
                file,
                matching(file, fields, "Source", NAME),
                matching(file, fields, "Version", VERSION),
                fields.get("Build-Depends").orElse(""),
                parts);
    }

    /** The lines between the header of a clear-signed text and its signature, or all lines of a text without a signature. */
    private static String withoutSignature(String text) {
        if (!text.startsWith(CLEAR_SIGNED)) {
            return text;
        }
        int body = text.indexOf("\n\n");
        int end = text.indexOf("\n" + SIGNATURE);
        return body < 0 || end < body ? "" : text.substring(body + 2, end + 1);
    }

    private static String field(Path file, ControlParagraph fields, String name) throws BadInput {
        return fields.get(name).orElseThrow(() -> new BadInput(file, "has no field " + name, AGAIN));
    }

    private static String matching(Path file, ControlParagraph fields, String name, Pattern pattern) throws BadInput {
        String value = field(file, fields, name);
        if (!pattern.matcher(value).matches()) {
            throw new BadInput(file, "the field " + name + " is '" + value + "'", AGAIN);
        }
        return value;
    }

    /**
     * Checks size and SHA-256 of each file.
     *
     * @throws BadInput if a file is missing or differs
     */
    void checkParts() throws IOException {
        for (Part part : parts) {
            Path its = path(part);
            if (!Files.isRegularFile(its, LinkOption.NOFOLLOW_LINKS)) {
                throw new BadInput(its, "is missing; " + file.getFileName() + " names it", AGAIN);
            }
            if (Files.size(its) != part.size() || !Digest.sha256(its).equals(part.sha256())) {
                throw new BadInput(its, "is not the file that " + file.getFileName() + " names", AGAIN);
            }
        }
    }

    /** The place of a file. */
    Path path(Part part) {
        return file.resolveSibling(part.name());
    }

    /** The further tarballs of the original source, each with the name of the directory that it is unpacked to. */
    Map<String, Path> components() {
        Map<String, Path> components = new TreeMap<>();
        for (Part part : parts) {
            Matcher component = COMPONENT.matcher(part.name());
            if (component.matches()) {
                components.put(component.group("directory"), path(part));
            }
        }
        return components;
    }

    /** The tarball of the original source. */
    Path original() throws BadInput {
        return only("\\.orig\\.tar\\.[a-z0-9]+");
    }

    /** The tarball with the directory debian/. */
    Path debian() throws BadInput {
        return only("\\.debian\\.tar\\.[a-z0-9]+");
    }

    private Path only(String suffix) throws BadInput {
        Pattern name = Pattern.compile("[^_]+_[^_]+" + suffix);
        List<Part> found = parts.stream()
                .filter(part -> name.matcher(part.name()).matches())
                .toList();
        if (found.size() != 1) {
            throw new BadInput(file, found.size() + " files match *" + suffix + " instead of one", AGAIN);
        }
        return path(found.get(0));
    }
}
