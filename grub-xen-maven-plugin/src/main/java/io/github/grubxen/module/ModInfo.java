// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.module;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.platform.Platform;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The values in a tree's modinfo.sh.
 *
 * @param cpu grub_modinfo_target_cpu
 * @param firmware grub_modinfo_platform
 * @param grubVersion grub_version, such as 2.06
 * @param packageVersion grub_package_version, such as 2.06-13+deb12u2 in Debian; grub_version if it is missing
 */
public record ModInfo(String cpu, String firmware, String grubVersion, String packageVersion) {
    private static final Pattern ASSIGNMENT =
            Pattern.compile("(?m)^(grub_\\w+)=(?:'([^'\\p{Cntrl}]*)'|\"([^\"\\p{Cntrl}]*)\"|([^\\s'\"]*))[ \t\r]*$");

    private static final Pattern NUMBERS = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})");

    /** Reads the shell assignments of modinfo.sh, without executing anything. */
    public static ModInfo read(Bytes file) throws BadInput {
        Map<String, String> values = new LinkedHashMap<>();
        Matcher matcher = ASSIGNMENT.matcher(file.utf8());
        while (matcher.find()) {
            for (int group = 2; group <= 4; group++) {
                if (matcher.group(group) != null) {
                    values.put(matcher.group(1), matcher.group(group));
                }
            }
        }
        String grubVersion = value(file, values, "grub_version");
        numbers(file.name(), grubVersion);
        return new ModInfo(
                value(file, values, "grub_modinfo_target_cpu"),
                value(file, values, "grub_modinfo_platform"),
                grubVersion,
                values.getOrDefault("grub_package_version", grubVersion));
    }

    /**
     * Whether this is the given release of GRUB or a later one. A suffix, as in 2.14~rc1, is ignored.
     *
     * @throws BadInput if grub_version does not begin with two numbers
     */
    public boolean isAtLeast(int major, int minor) throws BadInput {
        Matcher numbers = numbers("modinfo.sh", grubVersion);
        int ours = Integer.parseInt(numbers.group(1));
        return ours > major || (ours == major && Integer.parseInt(numbers.group(2)) >= minor);
    }

    private static Matcher numbers(String where, String grubVersion) throws BadInput {
        Matcher numbers = NUMBERS.matcher(grubVersion);
        if (!numbers.lookingAt()) {
            throw new BadInput(
                    where,
                    "'" + grubVersion + "' is not a GRUB release",
                    "Give an unchanged module tree of GRUB's build.");
        }
        return numbers;
    }

    /** Whether the tree declares this platform. */
    boolean isFor(Platform platform) {
        return cpu.equals(platform.cpu()) && firmware.equals(platform.firmware());
    }

    private static String value(Bytes file, Map<String, String> values, String name) throws BadInput {
        String value = values.get(name);
        if (value == null || value.isEmpty()) {
            throw new BadInput(file.name(), name + " is not set", "Give an unchanged module tree of GRUB's build.");
        }
        return value;
    }
}
