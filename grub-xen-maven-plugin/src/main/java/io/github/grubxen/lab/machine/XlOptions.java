// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab.machine;

import io.github.grubxen.io.BadInput;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The lines of a case for its guest's xl configuration.
 *
 * @param memory memory of the guest in MiB, 16 to 16384
 * @param extra the image's kernel command line, from which newer releases of GRUB read variables
 * @param further further lines by their names, except those that the lab itself sets; values as in the file, with quotes
 * @param disks names of the guest's disks in their order, such as {@code sda}; an empty one for the usual name, which is
 *     {@code xvda} for the first disk
 */
public record XlOptions(int memory, Optional<String> extra, Map<String, String> further, List<String> disks) {
    /** Default memory in MiB, enough for GRUB and a small Linux. */
    public static final int USUAL_MEMORY = 256;

    /** The names of lines that the lab itself sets. Other values would make it lose its guests. */
    private static final Pattern OURS =
            Pattern.compile("name|type|builder|kernel|bootloader.*|disk|memory|extra|on_.*|pvshim.*");

    /**
     * The names of disks and of partitions without a disk that xl gives to a guest. Source: xl-disk-configuration(5), "vdev";
     * Xen's misc/vbd-interface(7) for the numbers.
     */
    private static final Pattern DISK =
            Pattern.compile("(?:xvd|sd)[a-z](?:[1-9]|1[0-5])?|hd[a-h](?:[1-9]|[1-5][0-9]|6[0-3])?");

    private static final int LEAST_MEMORY = 16;
    private static final int MOST_MEMORY = 16384;

    /** Copies the lines and names. */
    public XlOptions {
        further = Collections.unmodifiableMap(new LinkedHashMap<>(further));
        disks = List.copyOf(disks);
    }

    /** Options with the usual names of disks. */
    public XlOptions(int memory, Optional<String> extra, Map<String, String> further) {
        this(memory, extra, further, List.of());
    }

    /** The default options. */
    public static XlOptions usual() {
        return new XlOptions(USUAL_MEMORY, Optional.empty(), Map.of());
    }

    /** The name of the guest's disk at a position, counted from 0. */
    public String disk(int position) {
        String given = position < disks.size() ? disks.get(position) : "";
        return given.isEmpty() ? "xvd" + (char) ('a' + position) : given;
    }

    private void checkDisks(String name) throws BadInput {
        Set<String> all = new HashSet<>();
        for (int i = 0; i < disks.size(); i++) {
            if (!DISK.matcher(disk(i)).matches()) {
                throw new BadInput(
                        "case '" + name + "', disk " + (i + 1),
                        "'" + disk(i) + "' is not the name of a disk of a guest",
                        "Use a name such as xvda, sda, hda, or xvda1 for a partition without a disk.");
            }
            if (!all.add(disk(i))) {
                throw new BadInput(
                        "case '" + name + "', disk " + (i + 1),
                        "an earlier disk also has the name '" + disk(i) + "'",
                        "Give each disk a name of its own. Without a name, the first disk is xvda, the second xvdb.");
            }
        }
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
        checkDisks(name);
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
