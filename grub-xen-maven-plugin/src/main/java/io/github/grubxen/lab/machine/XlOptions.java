// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab.machine;

import io.github.grubxen.io.BadInput;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The lines of a case for its guest's xl configuration.
 *
 * @param memory memory of the guest in MiB, 16 to 16384
 * @param extra the image's kernel command line, from which newer releases of GRUB read variables
 * @param further further lines by their names, except those that the lab itself sets; values as in the file, with quotes
 */
public record XlOptions(int memory, Optional<String> extra, Map<String, String> further) {
    /** Default memory in MiB, enough for GRUB and a small Linux. */
    public static final int USUAL_MEMORY = 256;

    /** The names of lines that the lab itself sets. Other values would make it lose its guests. */
    private static final Pattern OURS =
            Pattern.compile("name|type|builder|kernel|bootloader.*|disk|memory|extra|on_.*|pvshim.*");

    private static final int LEAST_MEMORY = 16;
    private static final int MOST_MEMORY = 16384;

    /** Copies the lines. */
    public XlOptions {
        further = Collections.unmodifiableMap(new LinkedHashMap<>(further));
    }

    /** The default options. */
    public static XlOptions usual() {
        return new XlOptions(USUAL_MEMORY, Optional.empty(), Map.of());
    }

    /**
     * Refuses values that the toolstack would misread.
     *
     * @param name the case, for messages
     * @throws BadInput if a value is out of range or cannot be written in xl's syntax
     */
    public void check(String name) throws BadInput {
        if (memory < LEAST_MEMORY || memory > MOST_MEMORY) {
            throw new BadInput(
                    "case '" + name + "', memory", memory + " MiB", "Use " + LEAST_MEMORY + " to " + MOST_MEMORY + ".");
        }
        String text = extra.orElse("");
        if (text.contains("\n") || (text.contains("\"") && text.contains("'"))) {
            throw new BadInput(
                    "case '" + name + "', extra=",
                    "cannot be quoted in xl's syntax",
                    "Use one line and one kind of quotes.");
        }
        for (Map.Entry<String, String> line : further.entrySet()) {
            if (OURS.matcher(line.getKey()).matches()) {
                throw new BadInput(
                        "case '" + name + "', line '" + line.getKey() + "'",
                        "the lab itself sets this, to start and end its guests",
                        "Leave it out: memory, extra= and disks have settings of their own.");
            }
            if (!line.getKey().matches("[a-z_0-9]+") || line.getValue().contains("\n")) {
                throw new BadInput(
                        "case '" + name + "'",
                        "'" + line.getKey() + "' is not a line of an xl configuration",
                        "See xl.cfg(5).");
            }
        }
    }
}
