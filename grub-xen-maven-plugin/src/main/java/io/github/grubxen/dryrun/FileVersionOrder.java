// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.dryrun;

import io.github.grubxen.archive.VersionOrder;
import java.util.Comparator;
import java.util.regex.Pattern;

/**
 * The order of file names by the versions in them: 6.9 comes before 6.10.
 *
 * <p>Source: gnulib, filevercmp, with which GRUB's module blsuki sorts entries.
 */
final class FileVersionOrder implements Comparator<String> {
    /** What is compared only between names that are otherwise equal, such as {@code .conf}. */
    private static final Pattern SUFFIXES = Pattern.compile("(?<=.)(?:\\.[A-Za-z~][A-Za-z0-9~]*+)++$");

    @Override
    public int compare(String one, String other) {
        boolean hidden = one.startsWith(".");
        if (hidden != other.startsWith(".")) {
            return hidden ? -1 : 1;
        }
        int order = VersionOrder.parts(
                SUFFIXES.matcher(one).replaceFirst(""), SUFFIXES.matcher(other).replaceFirst(""));
        return order == 0 ? VersionOrder.parts(one, other) : order;
    }
}
