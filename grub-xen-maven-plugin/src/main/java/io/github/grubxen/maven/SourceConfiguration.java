// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.maven;

import io.github.grubxen.build.BuildRecipe;
import io.github.grubxen.build.BuiltSource;
import io.github.grubxen.build.DebianSource;
import io.github.grubxen.build.GrubSource;
import io.github.grubxen.build.Patch;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.BuildLog;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code <source>}: GRUB's source, and how it is built. */
public class SourceConfiguration {
    /** A source that apt fetches. */
    private static final Pattern APT =
            Pattern.compile("apt:(?<suite>[a-z0-9][a-z0-9.-]*)(?:=(?<version>[A-Za-z0-9][A-Za-z0-9.+:~-]*))?");

    /** Debian's source package. */
    private static final String NAME = "grub2";

    /**
     * A .dsc file with the files that it names beside it, a tarball, or a directory. Or {@code apt:SUITE} or {@code
     * apt:SUITE=VERSION}: apt fetches the source package grub2 of the suite.
     */
    private @Nullable String file;

    /** Patches, applied in this order after the patches of a source package. */
    private List<File> patches = new ArrayList<>();

    /** Further arguments for GRUB's configure. */
    private List<String> configureOptions = new ArrayList<>();

    /** Further environment variables for configure and make, such as {@code <CC>gcc-13</CC>}. */
    private Map<String, String> environment = new LinkedHashMap<>();

    /** {@code host} (default), or the code name of the suite whose programs build GRUB. */
    private @Nullable String buildRoot;

    /** A keyring that gpgv can read. One of its keys must have signed the .dsc file. */
    private @Nullable File keyring;

    /** For Maven. */
    public SourceConfiguration() {}

    SourceConfiguration(
            @Nullable String file,
            List<File> patches,
            List<String> configureOptions,
            List<String> environment,
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
     * @param base the directory to resolve relative paths against
     * @param cache the directory of the cache
     * @param offline whether only the cache may be used
     * @param logs directory for the log of a failed step
     */
    BuiltSource built(String name, Path base, Path cache, boolean offline, Path logs, BuildLog log) throws IOException {
        String suite = buildRoot();
        Optional<AptRepository> root =
                suite == null ? Optional.empty() : Optional.of(new AptRepository(cache, Optional.of(suite), offline));
        BuildRecipe recipe = new BuildRecipe(
                source(name, base, cache, offline, log),
                patches.stream().map(patch -> Patch.of(patch.toPath())).toList(),
                configureOptions,
                environment);
        return new BuiltSource(recipe, Maker.identity(), root, cache, logs);
    }

    /** The suite whose programs build GRUB, or null for the programs of this machine. */
    private @Nullable String buildRoot() {
        return buildRoot == null || buildRoot.equals("host") ? null : buildRoot;
    }

    private GrubSource source(String name, Path base, Path cache, boolean offline, BuildLog log) throws IOException {
        if (file == null) {
            throw new BadInput(name, "names no source", "Give a .dsc file, a tarball, a directory or apt:SUITE.");
        }
        Optional<Matcher> apt = apt(file);
        if (apt.isPresent()) {
            Optional<String> version = Optional.ofNullable(apt.get().group("version"));
            return DebianSource.fetched(
                    new AptSourcePackages(cache, apt.get().group("suite"), offline).download(NAME, version, log));
        }
        Optional<Path> keys = Optional.ofNullable(keyring).map(File::toPath);
        return GrubSource.of(base.resolve(file), keys, log);
    }

    /** The parts of a source that apt fetches. */
    static Optional<Matcher> apt(String source) {
        Matcher matcher = APT.matcher(source);
        return matcher.matches() ? Optional.of(matcher) : Optional.empty();
    }
}
