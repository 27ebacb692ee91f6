// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.source;

import io.github.grubxen.archive.ControlParagraph;
import io.github.grubxen.io.AtomicFile;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.OwnFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A note in the cache with the package that apt last named for a name and version. Its contents are not trusted, because other
 * users may be able to write it.
 *
 * @param fileName the package's file
 * @param proof the package's proof, if there is one
 */
record PackageNote(String fileName, Optional<Proof> proof) {
    private static final long MAX_BYTES = 1 << 16;
    private static final String FILE = "File";

    /**
     * Reads a note.
     *
     * @param begin the beginning of the file's name
     * @return empty if the note does not exist or cannot be read
     */
    static Optional<PackageNote> read(Path note, String begin) throws IOException {
        if (OwnFiles.file(note).isEmpty()) {
            return Optional.empty();
        }
        try {
            List<ControlParagraph> paragraphs = ControlParagraph.readAll(
                    note.toString(), Bytes.read(note, MAX_BYTES).utf8());
            return paragraphs.stream()
                    .findFirst()
                    .flatMap(noted -> noted.get(FILE)
                            .filter(name -> name.matches(AptPackage.FILE_NAME) && name.startsWith(begin))
                            .map(name -> new PackageNote(name, Proof.of(noted))));
        } catch (BadInput damaged) {
            return Optional.empty();
        }
    }

    void write(Path note) throws IOException {
        ControlParagraph plain = ControlParagraph.of(FILE, fileName);
        String text = proof.map(where -> where.addTo(plain)).orElse(plain).toText();
        AtomicFile.write(note, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }
}
