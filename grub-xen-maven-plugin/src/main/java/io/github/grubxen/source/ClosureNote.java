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
 * A note in the cache of the packages that {@link AptClosure} found, so that apt is asked once a day. It only says where to look: whoever
 * can write it may have written anything.
 *
 * @param file the note
 * @param closure what was asked for
 */
record ClosureNote(Path file, AptClosure closure) {
    private static final long MAX_BYTES = 1 << 18;

    /** Characters of the packages' names that still make the name of a file; with more of them, a digest does. */
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

    /** Whether there is a note. */
    boolean exists() throws IOException {
        return OwnFiles.file(file).isPresent();
    }

    /** Whether it was written within the last day. */
    boolean isRecent() throws IOException {
        return Files.getLastModifiedTime(file).toInstant().isAfter(Instant.now().minus(AptState.RECENT));
    }

    /**
     * The packages of the note.
     *
     * @return nothing where an archive has not signed all of them, or where they are not what is asked for
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

    /** Notes packages, with where the proof of each lies. */
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
