// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.archive;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Place;
import java.util.Optional;

/**
 * The control fields of a binary package, with the three fields that name it and its file.
 *
 * @param name field Package, not blank
 * @param version field Version, not blank; its syntax is not checked
 * @param architecture field Architecture, not blank
 * @param fields all fields, these three too
 */
public record BinaryControl(String name, String version, String architecture, ControlParagraph fields) {
    private static final String PACKAGE = "Package";
    private static final String VERSION = "Version";
    private static final String ARCHITECTURE = "Architecture";

    /** Refuses values that differ from the fields. */
    public BinaryControl {
        if (!fields.get(PACKAGE).equals(Optional.of(name))
                || !fields.get(VERSION).equals(Optional.of(version))
                || !fields.get(ARCHITECTURE).equals(Optional.of(architecture))) {
            throw new IllegalArgumentException(name + " " + version + " " + architecture + " is not of " + fields);
        }
    }

    /**
     * The control fields of a package.
     *
     * @param where the file, or the caller's name for the fields, for messages
     * @param remedy the remedy for a missing field, as a sentence
     * @throws BadInput if Package, Version or Architecture is missing or blank
     */
    public static BinaryControl of(Place where, ControlParagraph fields, String remedy) throws BadInput {
        return new BinaryControl(
                value(where, fields, PACKAGE, remedy),
                value(where, fields, VERSION, remedy),
                value(where, fields, ARCHITECTURE, remedy),
                fields);
    }

    /** The value of a field. */
    public Optional<String> get(String field) {
        return fields.get(field);
    }

    /**
     * A copy with another field set.
     *
     * @throws IllegalArgumentException if it is Package, Version or Architecture
     */
    public BinaryControl with(String field, String value) {
        return new BinaryControl(name, version, architecture, fields.with(field, value));
    }

    /** The conventional name of the package's file: the version without its epoch. */
    public String fileName() {
        return name + "_" + version.replaceFirst("^[0-9]+:", "") + "_" + architecture + ".deb";
    }

    private static String value(Place where, ControlParagraph fields, String field, String remedy) throws BadInput {
        String value = fields.get(field).orElse("");
        if (value.isBlank()) {
            throw new BadInput(where, "the field " + field + " is missing", remedy);
        }
        return value;
    }
}
