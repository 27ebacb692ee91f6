// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.io.BadInput;
import java.util.Arrays;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;

/**
 * The coordinates of a file in a Maven repository.
 *
 * @param group identifier of the group
 * @param artifact identifier of the artifact
 * @param version the version, which can be a SNAPSHOT
 * @param classifier the classifier; empty if there is none
 * @param type the type, which is also the end of the file's name
 */
record ArtifactCoordinates(String group, String artifact, String version, String classifier, String type) {
    /** Reads {@code group:artifact:version[:classifier]:type}. */
    static ArtifactCoordinates of(String where, String text) throws BadInput {
        String[] parts = text.strip().split(":", -1);
        boolean known = parts.length == 4 || parts.length == 5;
        if (!known || Arrays.stream(parts).anyMatch(part -> !part.matches("[\\w.+-]+"))) {
            throw new BadInput(
                    where,
                    "'" + text + "' is not group:artifact:version:type or group:artifact:version:classifier:type",
                    "Write, for example, org.example.grub:grub-xen-bin:2.12:deb.");
        }
        String classifier = parts.length == 5 ? parts[3] : "";
        return new ArtifactCoordinates(parts[0], parts[1], parts[2], classifier, parts[parts.length - 1]);
    }

    Artifact toArtifact() {
        return new DefaultArtifact(group, artifact, classifier, type, version);
    }
}
