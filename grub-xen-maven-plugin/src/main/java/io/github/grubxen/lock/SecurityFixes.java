// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lock;

import io.github.grubxen.archive.VersionOrder;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The CVE numbers in a package's changelog between two versions.
 *
 * <p>Source: deb-changelog(5).
 */
final class SecurityFixes {
    private static final Pattern HEAD = Pattern.compile("[a-z0-9][a-z0-9+.-]* \\((?<version>[^()\\s]+)\\) .*");
    private static final Pattern CVE = Pattern.compile("CVE-([0-9]{4})-([0-9]{4,9})");

    private SecurityFixes() {}

    /**
     * The CVE numbers in the entries of a changelog, in ascending order.
     *
     * @param former entries of this version and of older versions are ignored
     * @param newest entries of later versions are ignored
     */
    static List<String> between(String changelog, String former, String newest) {
        VersionOrder order = new VersionOrder();
        Collection<List<Integer>> found =
                new TreeSet<>((one, other) -> one.get(0).equals(other.get(0))
                        ? one.get(1).compareTo(other.get(1))
                        : one.get(0).compareTo(other.get(0)));
        boolean counts = false;
        for (String line : changelog.lines().toList()) {
            Matcher head = HEAD.matcher(line);
            if (head.matches()) {
                String version = head.group("version");
                counts = order.compare(version, former) > 0 && order.compare(version, newest) <= 0;
            } else if (counts) {
                CVE.matcher(line)
                        .results()
                        .forEach(cve ->
                                found.add(List.of(Integer.parseInt(cve.group(1)), Integer.parseInt(cve.group(2)))));
            }
        }
        return found.stream()
                .map(cve -> String.format("CVE-%d-%04d", cve.get(0), cve.get(1)))
                .toList();
    }
}
