// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.BuildLog;
import io.github.grubxen.lock.AskedOrigin;
import io.github.grubxen.lock.GrubLock;
import io.github.grubxen.lock.LockOrigin;
import io.github.grubxen.source.AptRepository;
import io.github.grubxen.source.AptSource;
import io.github.grubxen.source.ArchiveSource;
import io.github.grubxen.source.DebSource;
import io.github.grubxen.source.DirectorySource;
import io.github.grubxen.source.ModuleSource;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code <grub>}: the source of the modules. It contains one of these elements. Default: apt with the machine's suite.
 *
 * <pre>{@code
 * <grub>
 *   <deb>/srv/packages/grub-xen-bin_2.06-13+deb12u2_amd64.deb</deb>
 * </grub>
 * }</pre>
 *
 * @since 0.9.0
 */
public class GrubConfiguration {
    /** The user's name for the source that the goal builds. */
    static final String SOURCE = "<grub><source> (grub-xen.source)";

    /** Directory with {@code <platform>/} directories, such as /usr/lib/grub. Property: {@code grub-xen.directory}. */
    private @Nullable File directory;

    /** A grub-xen-bin package file. Property: {@code grub-xen.deb}. */
    private @Nullable File deb;

    /**
     * A package file or an archive in a Maven repository: group:artifact:version[:classifier]:type. Property:
     * {@code grub-xen.artifact}.
     */
    private @Nullable String artifact;

    /**
     * GRUB's source, which the goal builds: a .dsc file, a tarball or a directory, or an element with further settings.
     * Property: {@code grub-xen.source}.
     */
    private @Nullable SourceConfiguration source;

    /** The machine's apt. */
    private @Nullable Apt apt;

    /**
     * {@code <apt>}: suite and version of grub-xen-bin.
     *
     * <pre>{@code
     * <apt>
     *   <suite>bookworm</suite>
     *   <version>2.06-13+deb12u2</version>
     * </apt>
     * }</pre>
     *
     * @since 0.9.0
     */
    public static class Apt {
        /** Code name of the suite. Default: the machine's own suite. Property: {@code grub-xen.suite}. */
        private @Nullable String suite;

        /** Exact version. Default: the suite's current version. Property: {@code grub-xen.grubVersion}. */
        private @Nullable String version;
    }

    /** The values of the properties, such as {@code grub-xen.directory}, for the same elements. */
    record Properties(
            @Nullable File directory,
            @Nullable File deb,
            @Nullable String artifact,
            SourceConfiguration source,
            @Nullable String suite,
            @Nullable String version) {}

    /**
     * This configuration, completed with the properties whose elements are missing.
     *
     * @throws BadInput if an element and its property differ: otherwise one of the two values would be ignored silently
     */
    GrubConfiguration or(Properties properties) throws BadInput {
        Apt own = apt == null ? new Apt() : apt;
        if (own.version != null && own.suite == null && properties.suite() != null) {
            throw new BadInput(
                    "grub-xen.suite",
                    "the POM's <grub><apt><version> names version " + own.version + " of another suite",
                    "Write <version>${grub-xen.grubVersion}</version>, or take <version> out, and set"
                            + " grub-xen.grubVersion.");
        }
        Apt both = new Apt();
        both.suite = one("<grub><apt><suite>", own.suite, "suite", properties.suite());
        both.version = one("<grub><apt><version>", own.version, "version", properties.version());
        GrubConfiguration all = new GrubConfiguration();
        all.directory = one("<grub><directory>", directory, "directory", properties.directory());
        all.deb = one("<grub><deb>", deb, "deb", properties.deb());
        all.artifact = one("<grub><artifact>", artifact, "artifact", properties.artifact());
        all.source = SourceConfiguration.or(source, properties.source());
        all.apt = apt == null && both.suite == null && both.version == null ? null : both;
        return all;
    }

    /** {@code <source>}, completed with its properties, whatever else this configuration contains; nothing if none names a source. */
    Optional<SourceConfiguration> sourceOr(SourceConfiguration properties) throws BadInput {
        return Optional.ofNullable(SourceConfiguration.or(source, properties));
    }

    /** Logs a warning if the modules are patched and have the version of the unpatched source. */
    void warnOfSameVersion(BuildLog log) {
        if (source != null) {
            source.warnOfSameVersion(log);
        }
    }

    /** The value of an element or of its property. */
    static <T> @Nullable T one(String element, @Nullable T inPom, String name, @Nullable T property) throws BadInput {
        if (inPom != null && property != null && !inPom.equals(property)) {
            throw new BadInput(
                    "grub-xen." + name,
                    "the property is '" + property + "', but the POM's " + element + " is '" + inPom + "'",
                    "Take the element out of the POM; its value can be the property's in the POM's <properties>.");
        }
        return inPom == null ? property : inPom;
    }

    /** The origin that this configuration names, for comparison with the lock. */
    AskedOrigin asked() throws BadInput {
        checkOneSource();
        if (directory != null) {
            return new AskedOrigin("<grub><directory>", LockOrigin.Kind.DIRECTORY, Optional.empty(), Optional.empty());
        }
        if (deb != null) {
            return new AskedOrigin("<grub><deb>", LockOrigin.Kind.DEB, Optional.empty(), Optional.empty());
        }
        if (artifact != null) {
            return new AskedOrigin(
                    "<grub><artifact>", LockOrigin.Kind.ARTIFACT, Optional.of(artifact.strip()), Optional.empty());
        }
        if (source != null) {
            Optional<AptSourceName> name = source.apt(SOURCE);
            return new AskedOrigin(
                    "<grub><source>",
                    LockOrigin.Kind.SOURCE,
                    name.map(AptSourceName::suite),
                    name.flatMap(AptSourceName::version));
        }
        return new AskedOrigin(
                apt == null ? "the POM, which names no source," : "<grub><apt>",
                LockOrigin.Kind.APT,
                Optional.ofNullable(apt == null ? null : apt.suite),
                Optional.ofNullable(apt == null ? null : apt.version));
    }

    private void checkOneSource() throws BadInput {
        if (Stream.of(directory, deb, artifact, source, apt)
                        .filter(Objects::nonNull)
                        .count()
                > 1) {
            throw new BadInput(
                    "<grub>",
                    "more than one source of modules",
                    "Keep one of <directory>, <deb>, <artifact>, <source> and <apt>, or of their properties"
                            + " grub-xen.directory, grub-xen.deb, grub-xen.artifact, grub-xen.source, and grub-xen.suite"
                            + " with grub-xen.grubVersion.");
        }
    }

    /**
     * The source of the modules.
     *
     * @param lock the lock, if it determines the version of GRUB's source
     */
    ModuleSource source(BuildPlaces places, ArtifactFiles artifacts, Optional<GrubLock> lock, BuildLog log)
            throws IOException {
        checkOneSource();
        if (directory != null) {
            return new DirectorySource(directory.toPath());
        }
        if (deb != null) {
            return new DebSource(deb.toPath());
        }
        if (artifact != null) {
            String where = "<grub><artifact> (grub-xen.artifact)";
            ArtifactCoordinates coordinates = ArtifactCoordinates.of(where, artifact);
            Path file = artifacts.file(where, coordinates);
            return coordinates.type().equals("deb") ? new DebSource(file) : new ArchiveSource(file);
        }
        if (source != null) {
            return source.built(SOURCE, places, lock, log);
        }
        Apt which = apt == null ? new Apt() : apt;
        AptRepository repository =
                new AptRepository(places.cache(), Optional.ofNullable(which.suite), places.offline());
        return new AptSource(repository, Optional.ofNullable(which.version));
    }
}
