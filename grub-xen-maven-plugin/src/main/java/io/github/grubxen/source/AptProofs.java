// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.source;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Directories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps the package lists that archives signed while apt has them, and verifies packages with them later.
 *
 * @param apt apt with its package lists
 * @param lists the signed lists in the cache
 */
record AptProofs(AptState apt, SignedLists lists) {
    private static final Pattern SUITE_OF = Pattern.compile(".*/dists/(?<suite>.+)/");

    /**
     * Keeps the signed lists of packages that apt has just named.
     *
     * @param digests the SHA-256 of each package's file that apt named, by the file's name
     * @return the proofs by the file's name; none for the machine's own lists of an archive without signatures
     * @throws BadInput if the lists in the cache are not the ones that the archive signed
     */
    Map<String, Proof> keep(Map<String, String> digests) throws IOException {
        Map<String, Proof> proofs = new HashMap<>();
        for (String line : apt.indexTargets().split("\n", -1)) {
            String[] fields = line.split("\t", -1);
            int end = fields[0].lastIndexOf("_" + fields[fields.length - 1].replace('/', '_'));
            Matcher base = SUITE_OF.matcher(fields.length == 3 ? fields[1] : "");
            if (end > 0 && base.matches() && proofs.size() < digests.size()) {
                Path list = Path.of(fields[0]);
                Path inRelease = Path.of(fields[0].substring(0, end) + "_InRelease");
                if (Files.isRegularFile(list) && Files.isRegularFile(inRelease)) {
                    Set<String> open = new HashSet<>(digests.keySet());
                    open.removeAll(proofs.keySet());
                    Proof proof = new Proof(lists.keep(inRelease, list), base.group("suite"), fields[2]);
                    signed(proof, open, inRelease, list).forEach((file, digest) -> {
                        if (digest.equals(digests.get(file))) {
                            proofs.put(file, proof);
                        }
                    });
                }
            }
        }
        if (proofs.size() < digests.size() && !apt.usesMachineLists() && !trustsWithoutSignature()) {
            throw new BadInput(
                    apt.lists(),
                    "these package lists are not the ones that the archive signed",
                    "Remove this directory, and build again.");
        }
        return proofs;
    }

    private Map<String, String> signed(Proof proof, Set<String> files, Path inRelease, Path list) throws IOException {
        Optional<Map<String, String>> signed = lists.digests(proof, files);
        if (signed.isEmpty()) { // the files that were kept before may have been changed
            Directories.delete(lists.directory().resolve(proof.id()));
            lists.keep(inRelease, list);
            signed = lists.digests(proof, files);
        }
        return signed.orElse(Map.of());
    }

    private boolean trustsWithoutSignature() {
        return lists.sources().entries().stream()
                .anyMatch(entry -> entry.get("Trusted").orElse("no").equals("yes"));
    }

    /**
     * The digests of package files in signed lists.
     *
     * @param proofs the proofs by the file's name
     * @return the SHA-256 by the file's name; files that are in no signed list are missing
     */
    Map<String, String> signed(Map<String, Proof> proofs) throws IOException {
        Map<Proof, Set<String>> files = new HashMap<>();
        proofs.forEach((file, proof) ->
                files.computeIfAbsent(proof, p -> new HashSet<>()).add(file));
        Map<String, String> signed = new HashMap<>();
        for (Map.Entry<Proof, Set<String>> each : files.entrySet()) {
            lists.digests(each.getKey(), each.getValue()).ifPresent(signed::putAll);
        }
        return signed;
    }
}
