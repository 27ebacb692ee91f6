// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.source;

import io.github.grubxen.archive.BinaryControl;
import io.github.grubxen.archive.ControlParagraph;
import io.github.grubxen.archive.SourcePackage;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Place;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The source package that modules were built from. A package with these modules must name it in Built-Using.
 *
 * @param source name of the source package, such as grub2
 * @param version its version, such as 2.06-13+deb12u2
 * @param packages the package files that contained the modules; none if they come from a directory
 * @param compilation how they were compiled, if this plugin did it in this build
 * @param versionSuffix the text that the modules' version has after the version of the source; empty if the versions are the same
 */
public record GrubOrigin(
        String source,
        String version,
        List<GrubPackage> packages,
        Optional<GrubCompilation> compilation,
        String versionSuffix) {
    /** The source package of Debian and its derivatives, which is assumed for modules without a package. */
    public static final String DEFAULT_SOURCE = "grub2";

    private static final Pattern BUILT_USING = Pattern.compile("(" + SourcePackage.NAME + ") \\(= ([^)\\s]+)\\)");

    private static final String VERSION_SUFFIX = "Version-Suffix";

    /** A suffix of a version, but not that of a rebuild of a package, such as +b1. */
    private static final Pattern SUFFIX = Pattern.compile("(?!\\+b[0-9]+$)[+~][A-Za-z0-9.+~]+");

    /** Maximum size of the text of an origin, in bytes. */
    static final long MAX_BYTES = 1 << 16;

    /** Copies the list. */
    public GrubOrigin {
        packages = List.copyOf(packages);
    }

    /** The origin of modules that do not come from a package file. */
    public GrubOrigin(String source, String version) {
        this(source, version, List.of());
    }

    /** The origin of modules that were not compiled by this plugin. */
    public GrubOrigin(String source, String version, List<GrubPackage> packages) {
        this(source, version, packages, Optional.empty(), "");
    }

    /** The version that the modules have themselves: that of the source, perhaps with a suffix. */
    public String modulesVersion() {
        return version + versionSuffix;
    }

    /** The source in a few words: its name and version, and the names of the patches that were applied to it here. */
    public String description() {
        List<String> patches = compilation
                .map(compiled -> compiled.patches().stream()
                        .map(GrubCompilation.Input::name)
                        .toList())
                .orElse(List.of());
        return source + " " + version
                + (patches.isEmpty()
                        ? ""
                        : (patches.size() == 1 ? " with the patch " : " with the patches ")
                                + String.join(", ", patches));
    }

    /** This origin with a further package file. */
    GrubOrigin with(GrubPackage taken) {
        List<GrubPackage> all = new ArrayList<>(packages);
        all.add(taken);
        return new GrubOrigin(source, version, all, compilation, versionSuffix);
    }

    /**
     * This origin for modules of a version. If it is the version of the source with a suffix, the suffix is kept: a package of
     * modules that were built with a suffix names only the version of their source.
     */
    GrubOrigin withModules(String modules) {
        String suffix = modules.startsWith(version) ? modules.substring(version.length()) : "";
        return SUFFIX.matcher(suffix).matches() ? new GrubOrigin(source, version, packages, compilation, suffix) : this;
    }

    /**
     * The origin that a GRUB package names: Built-Using in a package of this plugin, otherwise the field Source.
     *
     * @param where the package, for messages
     */
    static GrubOrigin of(Place where, BinaryControl control) throws BadInput {
        Matcher builtUsing = BUILT_USING.matcher(control.get("Built-Using").orElse(""));
        if (builtUsing.matches()) {
            return new GrubOrigin(builtUsing.group(1), builtUsing.group(2));
        }
        SourcePackage source = SourcePackage.of(where, control);
        return new GrubOrigin(source.name(), source.version());
    }

    static GrubOrigin read(Path file) throws IOException {
        return parse(file.toString(), Bytes.read(file, MAX_BYTES).utf8(), "Run grub-xen:modules again.");
    }

    /** Reads the text that {@link #toText} writes. */
    static GrubOrigin parse(String where, String text, String remedy) throws BadInput {
        List<ControlParagraph> paragraphs = ControlParagraph.readAll(where, text);
        ControlParagraph first = paragraphs.isEmpty() ? ControlParagraph.of() : paragraphs.get(0);
        String version = first.get("Version").orElse("");
        Optional<SourcePackage> source = SourcePackage.parse(first.get("Source").orElse(""), version);
        if (source.isEmpty() || version.isEmpty()) {
            throw new BadInput(where, "does not name a source package", remedy);
        }
        Optional<GrubCompilation> compilation = GrubCompilation.of(where, paragraphs, remedy);
        GrubOrigin origin = new GrubOrigin(
                source.get().name(),
                source.get().version(),
                List.of(),
                compilation,
                first.get(VERSION_SUFFIX)
                        .or(() -> compilation.map(GrubCompilation::versionSuffix))
                        .orElse(""));
        for (ControlParagraph taken : paragraphs.subList(1, paragraphs.size())) {
            origin = GrubCompilation.isPart(taken) ? origin : origin.with(GrubPackage.parse(where, taken, remedy));
        }
        return origin;
    }

    String toText() {
        ControlParagraph first = new ControlParagraph(Map.of("Source", source)).with("Version", version);
        StringBuilder text = new StringBuilder(
                (versionSuffix.isEmpty() ? first : first.with(VERSION_SUFFIX, versionSuffix)).toText());
        compilation.ifPresent(compiled -> text.append('\n').append(compiled.toText()));
        packages.forEach(taken -> text.append('\n').append(taken.toText()));
        return text.toString();
    }
}
