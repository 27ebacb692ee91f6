// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.io.BadInput;
import java.io.File;
import java.nio.file.Path;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.artifact.DefaultArtifact;
import org.apache.maven.artifact.handler.DefaultArtifactHandler;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.Test;

class AttachedPackagesTest {

    /** As of the packaging grub-xen, whose artifact is a package itself. */
    @Test
    void areTheProjectsArtifactAndThoseAttachedToIt() throws BadInput {
        MavenProject project = new MavenProject();
        project.setArtifact(artifact("grub-xen", "", "site-boot_1.4_amd64.deb"));
        project.getAttachedArtifacts().add(artifact("deb", "more", "more_1.4_amd64.deb"));
        project.getAttachedArtifacts().add(artifact("changes", "site-boot", "site-boot_1.4_amd64.changes"));
        assertThat(AttachedPackages.of(project, "goal"))
                .containsExactlyInAnyOrder(Path.of("site-boot_1.4_amd64.deb"), Path.of("more_1.4_amd64.deb"));
    }

    private static Artifact artifact(String type, String classifier, String file) {
        Artifact artifact = new DefaultArtifact(
                "org.example", "site-boot", "1.4", "compile", type, classifier, new DefaultArtifactHandler(type));
        artifact.setFile(new File(file));
        return artifact;
    }
}
