// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.source.ArchiveSource;
import io.github.grubxen.source.DebSource;
import io.github.grubxen.testing.SilentLog;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.aether.artifact.Artifact;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GrubFromAnArtifactTest {
    private static final Path FILE = Path.of("repository/file");

    @Test
    void theTypeTellsAPackageFromAnArchive() throws Exception {
        assertThat(source("org.example:grub-xen-bin:2.12:deb")).isEqualTo(new DebSource(FILE));
        assertThat(source(" org.example:grub:2.12:grub-modules:tar.xz\n")).isEqualTo(new ArchiveSource(FILE));
    }

    @Test
    void coordinatesAreThoseOfMavensResolver() throws BadInput {
        Artifact artifact = ArtifactCoordinates.of("x", "org.example:grub:2.12-SNAPSHOT:grub-modules:tar.xz")
                .toArtifact();
        assertThat(artifact.getGroupId()).isEqualTo("org.example");
        assertThat(artifact.getArtifactId()).isEqualTo("grub");
        assertThat(artifact.getVersion()).isEqualTo("2.12-SNAPSHOT");
        assertThat(artifact.getClassifier()).isEqualTo("grub-modules");
        assertThat(artifact.getExtension()).isEqualTo("tar.xz");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "grub", "org.example:grub:2.12", "a:b:c:d:e:f", "a::1:deb", "a:b:../1:deb", "a:b:1:d b"})
    void whatIsNoCoordinatesIsRefused(String text) {
        assertThatThrownBy(() -> source(text))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith("<grub><artifact> (grub-xen.artifact): '" + text + "' is not ");
    }

    private static Object source(String coordinates) throws Exception {
        GrubConfiguration.Properties properties =
                new GrubConfiguration.Properties(null, null, coordinates, new SourceConfiguration(), null, null);
        return new GrubConfiguration()
                .or(properties)
                .source(
                        new BuildPlaces(Path.of("."), Path.of("cache"), true, Path.of("logs")),
                        (where, artifact) -> FILE,
                        Optional.empty(),
                        new SilentLog());
    }
}
