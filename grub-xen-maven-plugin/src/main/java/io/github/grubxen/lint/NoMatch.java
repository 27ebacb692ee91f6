// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import io.github.grubxen.script.Argument;
import io.github.grubxen.script.Node;
import io.github.grubxen.script.Word;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A pattern for devices that matches no disk of a Xen guest. GRUB's names for these disks are {@code xen/xvda} and so
 * on.
 *
 * <p>Source: split_path and wildcard_expand in grub-core/commands/wildcard.c, the same in 2.06, 2.12 and 2.14.
 */
final class NoMatch {
    private NoMatch() {}

    /**
     * Names of disks on other platforms. {@code hd0} alone is accepted as the first disk, but a pattern only matches real
     * names.
     */
    private static final Pattern ELSEWHERE =
            Pattern.compile("\\(((?:hd|sd|vd|xvd|fd|cd|nd|nvme|ata|ahci|usb)[^()]*[*?][^()]*)\\).*", Pattern.DOTALL);

    /** A slash ends the part of the pattern that GRUB compares with devices. It compares the rest with files. */
    private static final Pattern WITH_SLASH = Pattern.compile("\\(((?=[^()]*[*?])[^()]*/[^()]*)\\).*", Pattern.DOTALL);

    static List<Finding> check(Subject subject) {
        List<Finding> findings = new ArrayList<>();
        boolean anyName = subject.nodes().stream().anyMatch(node -> node.name().equals("loopback"));
        Set<String> written = new HashSet<>();
        // a pattern in a variable is reported at the variable's assignment, if at all
        for (boolean itself : new boolean[] {true, false}) {
            for (Node node : subject.nodes()) {
                for (Argument argument : node.words()) {
                    if (argument.word().isPattern() == itself) {
                        if (!anyName) {
                            check(argument, ELSEWHERE, itself, written, findings);
                        }
                        check(argument, WITH_SLASH, itself, written, findings);
                    }
                }
            }
        }
        return findings;
    }

    private static void check(
            Argument argument, Pattern pattern, boolean itself, Set<String> written, List<Finding> findings) {
        argument.possible().stream()
                .filter(Word::isPattern)
                .map(word -> pattern.matcher(outsideOfQuotes(word)))
                .filter(Matcher::matches)
                .map(device -> device.group(1))
                .findFirst()
                .filter(device -> written.add(device) || itself)
                .ifPresent(
                        device -> findings.add(
                                new Finding(
                                        argument.word().position(),
                                        (pattern == WITH_SLASH ? "no device" : "no disk of a Xen guest") + " matches ("
                                                + device + ")"
                                                + (pattern == WITH_SLASH
                                                        ? ": GRUB looks for files where a pattern has a slash"
                                                        : ""),
                                        "GRUB's names for Xen's disks are like xen/xvda. Write (x*) for them, or (*) for all devices.")));
    }

    /** The word as shown in messages, without quoted pattern characters. */
    private static String outsideOfQuotes(Word word) {
        return word.parts().stream()
                .map(part -> part.variable()
                        ? "$" + part.text()
                        : part.quoted() ? part.text().replaceAll("[*?]", "") : part.text())
                .collect(Collectors.joining());
    }
}
