// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.archive;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Place;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The source package that a binary package was built from.
 *
 * <p>Source: Debian Policy, section 5.6.1; deb-control(5), field Source. dpkg also accepts more blanks, and text after the
 * parenthesis. Every value that is accepted here has the same meaning for dpkg (SourcePackageTest).
 *
 * @param name of the source package
 * @param version of the source package
 */
public record SourcePackage(String name, String version) {
    /** The name of a package in an archive, as a regular expression: at least two characters. */
    public static final String NAME = "[a-z0-9][a-z0-9+.-]+";

    private static final Pattern FIELD = Pattern.compile("(?<name>" + NAME + ")(?: \\((?<version>[^()\\s]+)\\))?");

    /**
     * Reads the field Source: a name, and a version in parentheses if it is not the binary package's.
     *
     * @param field the value of the field
     * @param version of the binary package
     * @return the source package; empty if the value is not of this form. The syntax of versions is not checked
     */
    public static Optional<SourcePackage> parse(String field, String version) {
        Matcher source = FIELD.matcher(field);
        if (!source.matches()) {
            return Optional.empty();
        }
        String own = source.group("version");
        return Optional.of(new SourcePackage(source.group("name"), own == null ? version : own));
    }

    /**
     * The source package of a binary package. Without a field Source, it has the same name and version.
     *
     * @param where the place of the field, for messages
     * @throws BadInput if the field is not of the form {@code name} or {@code name (version)}
     */
    public static SourcePackage of(Place where, BinaryControl control) throws BadInput {
        Optional<String> field = control.get("Source");
        if (field.isEmpty()) {
            return new SourcePackage(control.name(), control.version());
        }
        Optional<SourcePackage> source = parse(field.get(), control.version());
        if (source.isEmpty()) {
            throw new BadInput(
                    where,
                    "'" + field.get() + "' is not a valid value for this field",
                    "Name a source package: lower-case letters, digits and + - . alone, with a letter or a digit first."
                            + " A version may follow in parentheses.");
        }
        return source.get();
    }
}
