// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.deb;

import io.github.grubxen.archive.BinaryControl;
import io.github.grubxen.archive.SourcePackage;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Place;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A package as described by a preset or the POM, before the parts that every package has are added, and before it is checked.
 *
 * @param control the control fields
 * @param payload the installed files
 * @param controlFiles further files for dpkg, by name
 * @param steps command lines for dpkg-maintscript-helper, which the maintainer scripts run
 * @param texts its texts for people and tools
 */
public record Draft(
        BinaryControl control,
        Payload payload,
        SortedMap<String, Bytes> controlFiles,
        List<String> steps,
        Texts texts) {
    private static final String DOC = "/usr/share/doc/";

    /** Copies the collections. */
    public Draft {
        controlFiles = Collections.unmodifiableSortedMap(new TreeMap<>(controlFiles));
        steps = List.copyOf(steps);
    }

    /** A package with a payload. */
    public static Draft of(BinaryControl control, Payload payload) {
        return new Draft(control, payload, new TreeMap<>(), List.of(), Texts.NONE);
    }

    /** A copy with another payload. */
    public Draft with(Payload changed) {
        return new Draft(control, changed, controlFiles, steps, texts);
    }

    /** A copy with other control fields. */
    public Draft with(BinaryControl changed) {
        return new Draft(changed, payload, controlFiles, steps, texts);
    }

    /** Name of the package. */
    public String name() {
        return control.name();
    }

    /**
     * The recipe: everything that determines the package's bytes.
     *
     * @param where the POM element that it comes from, for messages
     */
    public PackageRecipe recipe(String where, PackageMetadata metadata) throws IOException {
        BinaryControl checked = ControlFields.check(where, control.fields());
        SourcePackage source = SourcePackage.of(new Place.Named(where + "/Source"), checked);
        List<String> allSteps = new ArrayList<>(steps);
        if (texts.docLink().isPresent()) {
            String other = texts.docLink().get();
            checkDocLink(where, other);
            allSteps.removeIf(step -> step.startsWith("symlink_to_dir " + DOC + name() + " "));
            allSteps.add("dir_to_symlink " + DOC + name() + " " + other);
        }
        SortedMap<String, Bytes> scripts = new TreeMap<>(controlFiles);
        for (String step : allSteps) {
            MaintainerScripts.add(scripts, step);
        }
        boolean first = metadata.changelog().isEmpty()
                && texts.docLink().isEmpty()
                && source.version().endsWith("-1");
        Optional<Bytes> overrides = texts.overrides().isPresent()
                ? texts.overrides()
                : Overrides.needed(name(), payload, !allSteps.isEmpty(), first);
        Documentation documentation = new Documentation(
                metadata.changelog(source),
                metadata.copyright(),
                new Texts(texts.news(), texts.presubj(), overrides, texts.docLink()));
        List<PackageEntry> entries = new ArrayList<>(payload.entries());
        entries.addAll(documentation.entries(name(), source.version()));
        return new PackageRecipe(
                checked, new PackageContents(entries), scripts, metadata.compression(), metadata.time());
    }

    /**
     * Requires a dependency on the other package, because only then its copyright file is installed too (Debian Policy,
     * section 12.5).
     */
    private void checkDocLink(String where, String other) throws BadInput {
        if (!other.matches("[a-z0-9][a-z0-9+.-]+")) {
            throw new BadInput(
                    where,
                    "the documentation cannot be a link to '" + other + "', because that is not the name of a package",
                    "Name the package that has the documentation.");
        }
        List<String> needed = new ArrayList<>(Relations.names(control.fields(), "Depends"));
        needed.addAll(Relations.names(control.fields(), "Pre-Depends"));
        if (!needed.contains(other)) {
            throw new BadInput(
                    where,
                    "the package does not depend on " + other + ", so the link to its documentation could lead nowhere",
                    "Add it to Depends, as in '" + other + " (= " + control.version() + ")'.");
        }
    }
}
