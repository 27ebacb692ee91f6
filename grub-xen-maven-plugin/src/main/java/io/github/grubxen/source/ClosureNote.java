// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.source;

import io.github.grubxen.archive.ControlParagraph;
import io.github.grubxen.io.AtomicFile;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Digest;
import io.github.grubxen.io.OwnFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A note in the cache with the packages that {@link AptClosure} found, so that apt is asked only once a day. Its contents are
 * not trusted, because other users may be able to write it.
 *
 * @param file the note
 * @param closure the requested packages
 */
record ClosureNote(Path file, AptClosure closure) {
    private static final long MAX_BYTES = 1 << 18;

    /**
     * Maximum number of characters of the packages' names in the name of the note. If there are more, a digest replaces them.
     */
    private static final int LONGEST_NAME = 150;

    /**
     * The note for a closure.
     *
     * @param directory the cache of a suite
     */
    static ClosureNote in(Path directory, AptClosure closure) {
        String names = String.join(",", closure.roots());
        String name = names.length() <= LONGEST_NAME
                ? names
                : Digest.sha256(Bytes.of("packages", names.getBytes(StandardCharsets.UTF_8)));
        return new ClosureNote(directory.resolve(name + ".closure"), closure);
    }

    /** Whether the note exists. */
    boolean exists() throws IOException {
        return OwnFiles.file(file).isPresent();
    }

    /** Whether the note was written within the last day. */
    boolean isRecent() throws IOException {
        return Files.getLastModifiedTime(file).toInstant().isAfter(Instant.now().minus(AptState.RECENT));
    }

    /**
     * The packages of the note.
     *
     * @return empty if a package is in no signed list, or if they are not the requested packages
     */
    Optional<List<AptPackage>> proved(AptProofs proofs) throws IOException {
        List<AptPackage> packages = new ArrayList<>();
        Map<String, Proof> noted = new HashMap<>();
        try {
            for (ControlParagraph paragraph : ControlParagraph.readAll(
                    file.toString(), Bytes.read(file, MAX_BYTES).utf8())) {
                AptPackage described = AptPackage.of(paragraph);
                packages.add(described);
                Proof.of(paragraph).ifPresent(proof -> noted.put(described.fileName(), proof));
            }
        } catch (BadInput damaged) {
            return Optional.empty();
        }
        Map<String, String> signed = closure.mayHave(packages) ? proofs.signed(noted) : Map.of();
        boolean all = packages.stream().allMatch(found -> found.sha256().equals(signed.get(found.fileName())));
        return all && !packages.isEmpty() ? Optional.of(packages) : Optional.empty();
    }

    /** Writes the note with the packages and the proof of each. */
    void write(List<AptPackage> packages, Map<String, Proof> proofs) throws IOException {
        StringBuilder text = new StringBuilder();
        for (AptPackage found : packages) {
            ControlParagraph paragraph = found.toParagraph();
            Proof proof = proofs.get(found.fileName());
            text.append((proof == null ? paragraph : proof.addTo(paragraph)).toText())
                    .append('\n');
        }
        AtomicFile.write(file, out -> out.write(text.toString().getBytes(StandardCharsets.UTF_8)));
    }
}
