// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.deb;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Place;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The files for dpkg in a package besides the control file: their names and valid contents.
 *
 * <p>Source: Debian Policy, chapter 6; deb-triggers(5); deb-conffiles(5).
 */
public final class ControlFiles {
    /** Name of the list of files that dpkg does not overwrite. */
    static final String CONFFILES = "conffiles";

    private static final List<String> SCRIPTS = List.of("config", "postinst", "postrm", "preinst", "prerm");
    private static final List<String> OTHERS = List.of(CONFFILES, "shlibs", "symbols", "templates", "triggers");

    /** A directive and the name of a trigger, or a comment. */
    private static final Pattern TRIGGER =
            Pattern.compile("\\s*(?:#.*)?|\\s*(?:interest|activate)(?:-await|-noawait)?\\s+[\\x21-\\x7e]+\\s*");

    private ControlFiles() {}

    /** Whether dpkg runs a file with this name. */
    static boolean isScript(String name) {
        return SCRIPTS.contains(name);
    }

    /**
     * Refuses a file that dpkg does not know or cannot use.
     *
     * @param name name of the file
     * @param content content of the file, named after its origin
     */
    public static void check(String name, Bytes content) throws BadInput {
        if (!SCRIPTS.contains(name) && !OTHERS.contains(name)) {
            throw new BadInput(
                    content.name(),
                    "dpkg knows no control file '" + name + "'",
                    "Use " + String.join(", ", SCRIPTS) + ", " + String.join(", ", OTHERS) + "; the rest is made.");
        }
        if (SCRIPTS.contains(name)) {
            checkScript(content);
        }
        if (name.equals("triggers")) {
            int number = 0;
            for (String line : content.utf8().lines().toList()) {
                number++;
                if (!TRIGGER.matcher(line).matches()) {
                    throw new BadInput(
                            new Place.WholeLine(content.name(), number),
                            "'" + line.strip() + "' is not a directive of triggers",
                            "Use interest or activate, optionally with -await or -noawait, and a trigger's name.");
                }
            }
        }
    }

    private static void checkScript(Bytes content) throws BadInput {
        if (!content.has(0, "#!")) {
            throw new BadInput(content.name(), "a script without an interpreter", "Begin it with a line as #!/bin/sh.");
        }
        byte[] bytes = content.toArray();
        for (int i = 0; i < bytes.length && bytes[i] != '\n'; i++) {
            if (bytes[i] == '\r') {
                throw new BadInput(
                        content.name(),
                        "its first line ends with a carriage return, so its interpreter is not found",
                        "End its lines with line feeds alone.");
            }
        }
    }
}
