// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.io.BadInput;
import java.nio.file.Path;
import org.apache.maven.execution.MavenSession;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;

/** The files of artifacts. */
@FunctionalInterface
interface ArtifactFiles {
    /**
     * The file of an artifact, downloaded if necessary.
     *
     * @param where the name of the setting that has the coordinates, for messages
     * @throws BadInput if there is no such artifact
     */
    Path file(String where, ArtifactCoordinates coordinates) throws BadInput;

    /** The files that Maven finds in the reactor, the local repository or the project's repositories. */
    static ArtifactFiles of(RepositorySystem resolver, MavenSession session) {
        return (where, coordinates) -> {
            ArtifactRequest request = new ArtifactRequest(
                    coordinates.toArtifact(), session.getCurrentProject().getRemoteProjectRepositories(), null);
            try {
                return resolver.resolveArtifact(session.getRepositorySession(), request)
                        .getArtifact()
                        .getFile()
                        .toPath();
            } catch (ArtifactResolutionException e) {
                throw new BadInput(
                        where,
                        "Maven does not find the artifact (" + e.getMessage() + ")",
                        "Check the coordinates, and the repositories of the POM and of Maven's settings."
                                + (session.isOffline() ? " With -o, Maven looks only in the local repository." : ""));
            }
        };
    }
}
