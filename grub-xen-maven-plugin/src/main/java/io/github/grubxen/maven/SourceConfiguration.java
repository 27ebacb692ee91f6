// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.build.BuildRecipe;
import io.github.grubxen.build.BuiltSource;
import io.github.grubxen.build.DebianSource;
import io.github.grubxen.build.GrubSource;
import io.github.grubxen.build.Patch;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.BuildLog;
import io.github.grubxen.lock.GrubLock;
import io.github.grubxen.source.AptRepository;
import io.github.grubxen.source.AptSourcePackages;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code <source>}: GRUB's source, and how it is built.
 *
 * <pre>{@code
 * <source>
 *   <file>apt:bookworm</file>
 *   <patches>
 *     <patch>src/main/patches/greeting.patch</patch>
 *   </patches>
 *   <versionSuffix>+site1</versionSuffix>
 *   <buildRoot>bookworm</buildRoot>
 * </source>
 * }</pre>
 *
 * @since 0.9.0
 */
public class SourceConfiguration {
    /** Source: Debian Policy, section 5.6.12. A hyphen would change what the version's revision is. */
    private static final Pattern SUFFIX = Pattern.compile("(?:[+~][A-Za-z0-9.+~]*)?");

    /**
     * A .dsc file with the files that it names beside it, a tarball, or a directory. Or {@code apt:SUITE[/PACKAGE][=VERSION]}: apt
     * fetches a source package of the suite. Default source package: grub2. Property: {@code grub-xen.source}.
     */
    private @Nullable String file;

    /** Patches, applied in this order after those of a source package. Property: {@code grub-xen.patches}. */
    private List<File> patches = new ArrayList<>();

    /** Further arguments for GRUB's configure. Property: {@code grub-xen.configureOptions}. */
    private List<String> configureOptions = new ArrayList<>();

    /**
     * Further environment variables for configure and make, such as {@code <CC>gcc-13</CC>}. Property:
     * {@code grub-xen.environment}.
     */
    private Map<String, String> environment = new LinkedHashMap<>();

    /**
     * The text after the source's version in the version of the modules and packages, such as +site1. Tells a patched GRUB from
     * the unpatched one. Property: {@code grub-xen.versionSuffix}.
     */
    private @Nullable String versionSuffix;

    /**
     * {@code host} (default), or the code name of the suite whose programs build GRUB. Property: {@code grub-xen.buildRoot}.
     */
    private @Nullable String buildRoot;

    /**
     * A keyring that gpgv can read. One of its keys must have signed the .dsc file, also if apt fetched it, or the tarball: its
     * signature is beside it, in a file with the suffix .sig or .asc. Property: {@code grub-xen.keyring}.
     */
    private @Nullable File keyring;

    /** For Maven. */
    public SourceConfiguration() {}

    SourceConfiguration(
            @Nullable String file,
            List<File> patches,
            List<String> configureOptions,
            List<String> environment,
            @Nullable String versionSuffix,
            @Nullable String buildRoot,
            @Nullable File keyring)
            throws BadInput {
        this.file = file;
        this.patches = patches;
        this.configureOptions = configureOptions;
        for (String variable : environment) {
            String[] both = variable.split("=", 2);
            if (both.length < 2 || both[0].isBlank()) {
                throw new BadInput(
                        "grub-xen.environment", "'" + variable + "' is not of the form NAME=VALUE", "Write CC=gcc-13.");
            }
            this.environment.put(both[0].strip(), both[1]);
        }
        this.versionSuffix = versionSuffix;
        this.buildRoot = buildRoot;
        this.keyring = keyring;
    }

    /** The short form: {@code <source>FILE</source>}. Maven calls this with the text of the element. */
    public void set(String given) {
        file = given;
    }

    /**
     * The element, completed with the properties whose elements are missing.
     *
     * @return null if neither names a source
     * @throws BadInput if an element and its property differ
     */
    static @Nullable SourceConfiguration or(@Nullable SourceConfiguration element, SourceConfiguration properties)
            throws BadInput {
        if (element == null && properties.file == null) {
            return null;
        }
        SourceConfiguration own = element == null ? new SourceConfiguration() : element;
        SourceConfiguration all = new SourceConfiguration();
        all.file = GrubConfiguration.one("<grub><source>", own.file, "source", properties.file);
        all.patches = many("<grub><source><patches>", own.patches, "patches", properties.patches);
        all.configureOptions = many(
                "<grub><source><configureOptions>",
                own.configureOptions,
                "configureOptions",
                properties.configureOptions);
        Map<String, String> variables = GrubConfiguration.one(
                "<grub><source><environment>",
                own.environment.isEmpty() ? null : own.environment,
                "environment",
                properties.environment.isEmpty() ? null : properties.environment);
        all.environment = variables == null ? Map.of() : variables;
        all.versionSuffix = GrubConfiguration.one(
                "<grub><source><versionSuffix>", own.versionSuffix, "versionSuffix", properties.versionSuffix);
        all.buildRoot =
                GrubConfiguration.one("<grub><source><buildRoot>", own.buildRoot, "buildRoot", properties.buildRoot);
        all.keyring = GrubConfiguration.one("<grub><source><keyring>", own.keyring, "keyring", properties.keyring);
        return all;
    }

    private static <T> List<T> many(String element, List<T> inPom, String name, List<T> property) throws BadInput {
        List<T> chosen = GrubConfiguration.one(
                element, inPom.isEmpty() ? null : inPom, name, property.isEmpty() ? null : property);
        return chosen == null ? List.of() : chosen;
    }

    /**
     * The modules, built from the source.
     *
     * @param name the user's name for the source, for messages
     * @param lock the lock, if it determines the version of the source
     */
    BuiltSource built(String name, BuildPlaces places, Optional<GrubLock> lock, BuildLog log) throws IOException {
        String suite = buildRoot();
        Optional<AptRepository> root = suite == null
                ? Optional.empty()
                : Optional.of(new AptRepository(places.cache(), Optional.of(suite), places.offline()));
        BuildRecipe recipe = new BuildRecipe(
                source(name, places, lock, log),
                patches.stream().map(patch -> Patch.of(patch.toPath())).toList(),
                configureOptions,
                environment,
                checkedSuffix());
        return new BuiltSource(recipe, Maker.identity(), root, places.cache(), places.logs());
    }

    private String checkedSuffix() throws BadInput {
        String suffix = versionSuffix == null ? "" : versionSuffix.strip();
        if (!SUFFIX.matcher(suffix).matches()) {
            throw new BadInput(
                    "<grub><source><versionSuffix> (grub-xen.versionSuffix)",
                    "'" + suffix + "' cannot end a version",
                    "Begin it with + or ~, with letters, digits, +, ~ and full stops after it, such as +site1.");
        }
        return suffix;
    }

    /** Logs a warning if the modules have patches and the version of the unpatched source. */
    void warnOfSameVersion(BuildLog log) {
        if (!patches.isEmpty() && (versionSuffix == null || versionSuffix.isBlank())) {
            log.warn("<grub><source> has patches, but the modules keep the version of the unpatched source: set"
                    + " <versionSuffix> (grub-xen.versionSuffix), such as +site1, to tell them apart");
        }
    }

    /** The suite whose programs build GRUB, or null for the programs of this machine. */
    private @Nullable String buildRoot() {
        return buildRoot == null || buildRoot.equals("host") ? null : buildRoot;
    }

    private GrubSource source(String name, BuildPlaces places, Optional<GrubLock> lock, BuildLog log)
            throws IOException {
        if (file == null) {
            throw new BadInput(name, "names no source", "Give a .dsc file, a tarball, a directory or apt:SUITE.");
        }
        Optional<Path> keys = Optional.ofNullable(keyring).map(File::toPath);
        Optional<AptSourceName> apt = AptSourceName.of(name, file);
        if (apt.isPresent()) {
            AptSourcePackages packages =
                    new AptSourcePackages(places.cache(), apt.get().suite(), places.offline());
            Optional<String> version = apt.get().version().or(() -> lock.map(GrubLock::version));
            Optional<AptSourcePackages.Locked> locked =
                    lock.map(its -> new AptSourcePackages.Locked(its.digests(), ifGone(apt.get(), its.version())));
            Path dsc = packages.download(apt.get().name(), version, locked, log);
            return DebianSource.fetched(dsc, keys, log);
        }
        return GrubSource.of(places.base().resolve(file), keys, log);
    }

    /** What to do if the archive has dropped a locked source. */
    private static String ifGone(AptSourceName apt, String version) {
        String move = apt.version().isPresent()
                ? "name another version in <grub><source>, and run the goal grub-xen:update"
                : "run the goal grub-xen:update to lock the version that " + apt.suite() + " has now";
        return "The lock names " + apt.name() + " " + version + ", which the archive no longer has: " + move
                + ", or give the .dsc file of a copy as <grub><source>. A version that must stay can be kept: attach the modules"
                + " with <attachModules> and use them with <grub><artifact>.";
    }

    /** The source package that apt fetches; empty for another kind of source. */
    Optional<AptSourceName> apt(String name) throws BadInput {
        return file == null ? Optional.empty() : AptSourceName.of(name, file);
    }
}
