// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.diskimage;

import io.github.grubxen.dryrun.Disks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What grub-fstest prints for {@code ls}.
 *
 * <p>Source: GRUB, grub-core/commands/ls.c and normal/misc.c, grub_normal_print_device_info.
 */
final class FstestOutput {
    /** A line of a directory: DIR or the size, a time if the file system has it, and the name with a slash for a directory. */
    private static final Pattern FILE = Pattern.compile("(DIR|\\d+)\\s+(?:\\d{14}\\s)?(.+)");

    private static final Pattern DEVICE = Pattern.compile("\\s*(?:Device|Partition) ([^:]+): (.*)");
    private static final Pattern SYSTEM = Pattern.compile("Filesystem type ([^\\s,]+)");
    private static final Pattern LABEL = Pattern.compile("- Label `(.*?)'(?: -|,|$)");
    private static final Pattern UUID = Pattern.compile(", UUID ([0-9A-Za-z-]+)");
    private static final Pattern NAME = Pattern.compile("\\(([^()\\s]+)\\)");

    /** The name of GRUB's driver ext2 in this output. */
    private static final String EXT = "ext*";

    private FstestOutput() {}

    /** The names of {@code ls} without arguments, in their order. */
    static List<String> devices(String output) {
        List<String> names = new ArrayList<>();
        NAME.matcher(output).results().forEach(name -> names.add(name.group(1)));
        return names;
    }

    /** The files of {@code ls -l DIRECTORY} by name, in their order. */
    static Map<String, Disks.Entry> files(String output) {
        Map<String, Disks.Entry> files = new LinkedHashMap<>();
        for (String line : output.split("\n", -1)) {
            Matcher file = FILE.matcher(line);
            if (!file.matches()) {
                continue;
            }
            boolean directory = file.group(1).equals("DIR");
            String name = directory ? file.group(2).replaceFirst("/\\s*$", "") : file.group(2);
            if (!name.isEmpty() && !name.contains("/") && !name.equals(".") && !name.equals("..")) {
                files.put(name, new Disks.Entry(directory, directory ? 0 : size(file.group(1))));
            }
        }
        return files;
    }

    /** A fact of {@code ls -l} about a device, from the line of the device. */
    static Optional<String> fact(String output, Disks.Fact fact) {
        Pattern pattern = switch (fact) {
            case FILE_SYSTEM -> SYSTEM;
            case LABEL -> LABEL;
            case UUID -> UUID;
        };
        for (String line : output.split("\n", -1)) {
            Matcher device = DEVICE.matcher(line);
            Matcher value = device.matches() ? pattern.matcher(device.group(2)) : pattern.matcher("");
            if (value.find()) {
                return Optional.of(value.group(1).equals(EXT) ? "ext2" : value.group(1));
            }
        }
        return Optional.empty();
    }

    private static long size(String digits) {
        return digits.length() > 18 ? Long.MAX_VALUE : Long.parseLong(digits);
    }
}
