// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.source;

import io.github.grubxen.archive.ControlParagraph;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How modules were compiled from GRUB's source.
 *
 * @param compiler the C compiler, from its own version message
 * @param programs origin of the programs of the build, such as {@code a root of bookworm}
 * @param files the source's files; none if it was a directory
 * @param patches the patches that were applied after the source's own, in their order
 * @param versionSuffix the text that the modules' version has after the version of the source; empty if the versions are the same
 */
public record GrubCompilation(
        String compiler, String programs, List<Input> files, List<Input> patches, String versionSuffix) {
    private static final String COMPILER = "Compiler";
    private static final String PROGRAMS = "Programs";
    private static final String VERSION_SUFFIX = "Version-Suffix";
    private static final String FILE = "Source-File";
    private static final String PATCH = "Patch";

    /** Copies the lists. */
    public GrubCompilation {
        files = List.copyOf(files);
        patches = List.copyOf(patches);
    }

    /**
     * A file that was compiled or applied.
     *
     * @param name without directories
     * @param size in bytes
     * @param sha256 64 lower-case digits
     */
    public record Input(String name, long size, String sha256) {
        /** The name, size and digest of a file. */
        public static Input of(Path file) throws IOException {
            return new Input(String.valueOf(file.getFileName()), Files.size(file), Digest.sha256(file));
        }

        private ControlParagraph toParagraph(String kind) {
            return ControlParagraph.of(kind, name, "Size", Long.toString(size), "SHA256", sha256);
        }
    }

    /** The text that {@link #parse} reads. */
    public String toText() {
        ControlParagraph first = ControlParagraph.of(COMPILER, compiler, PROGRAMS, programs);
        StringBuilder text = new StringBuilder(
                (versionSuffix.isEmpty() ? first : first.with(VERSION_SUFFIX, versionSuffix)).toText());
        files.forEach(file -> text.append('\n').append(file.toParagraph(FILE).toText()));
        patches.forEach(
                patch -> text.append('\n').append(patch.toParagraph(PATCH).toText()));
        return text.toString();
    }

    /**
     * Reads the paragraphs about a compilation from a text. Other paragraphs are skipped.
     *
     * @param where the file, for messages
     */
    public static Optional<GrubCompilation> parse(String where, String text, String remedy) throws BadInput {
        return of(where, ControlParagraph.readAll(where, text), remedy);
    }

    static Optional<GrubCompilation> of(String where, List<ControlParagraph> paragraphs, String remedy)
            throws BadInput {
        Optional<GrubCompilation> found = Optional.empty();
        List<Input> files = new ArrayList<>();
        List<Input> patches = new ArrayList<>();
        for (ControlParagraph paragraph : paragraphs) {
            Optional<String> compiler = paragraph.get(COMPILER);
            Optional<String> file = paragraph.get(FILE);
            Optional<String> patch = paragraph.get(PATCH);
            if (compiler.isPresent()) {
                found = Optional.of(new GrubCompilation(
                        compiler.get(),
                        paragraph.get(PROGRAMS).orElse(""),
                        files,
                        patches,
                        paragraph.get(VERSION_SUFFIX).orElse("")));
            } else if (file.isPresent()) {
                files.add(input(where, file.get(), paragraph, remedy));
            } else if (patch.isPresent()) {
                patches.add(input(where, patch.get(), paragraph, remedy));
            }
        }
        return found.map(
                all -> new GrubCompilation(all.compiler(), all.programs(), files, patches, all.versionSuffix()));
    }

    private static Input input(String where, String name, ControlParagraph paragraph, String remedy) throws BadInput {
        String size = paragraph.get("Size").orElse("");
        String sha256 = paragraph.get("SHA256").orElse("");
        if (!size.matches("[0-9]{1,18}") || !sha256.matches("[0-9a-f]{64}")) {
            throw new BadInput(where, "has no size and digest of " + name, remedy);
        }
        return new Input(name, Long.parseLong(size), sha256);
    }

    /** Whether a paragraph is about a compilation. */
    static boolean isPart(ControlParagraph paragraph) {
        return paragraph.get(COMPILER).isPresent()
                || paragraph.get(FILE).isPresent()
                || paragraph.get(PATCH).isPresent();
    }
}
