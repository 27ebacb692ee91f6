// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import io.github.grubxen.config.MemdiskTrap;
import io.github.grubxen.script.Argument;
import io.github.grubxen.script.Node;
import io.github.grubxen.script.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A search that the image's own memdisk answers, or a config that runs itself again. */
final class MemdiskTrapRule {
    private MemdiskTrapRule() {}

    private static final String MEMDISK = "memdisk";

    private static final Set<String> RUNNERS = Set.of(
            "configfile",
            "source",
            ".",
            "normal",
            "legacy_configfile",
            "legacy_source",
            "syslinux_configfile",
            "syslinux_source");

    private static final Pattern PLACE = Pattern.compile("\\(([^()]*)\\)/*(.*)");

    static List<Finding> check(Subject subject) {
        List<Finding> findings = new ArrayList<>();
        for (MemdiskTrap trap : MemdiskTrap.in(subject.run(), List.of(), subject.memdisk())) {
            findings.add(new Finding(trap.position(), trap.problem(), trap.remedy()));
        }
        for (Node node : subject.nodes()) {
            node.words().forEach(argument -> anywhere(argument, subject).ifPresent(findings::add));
            if (RUNNERS.contains(node.name()) && runs(node).contains(subject.config())) {
                findings.add(
                        new Finding(
                                node.position(),
                                "the config runs itself again, endlessly",
                                "Run another file, or use a loop. A file without a device is on $root, which is the memdisk at first."));
            }
        }
        return findings;
    }

    /** A file of the memdisk that a command looks for on every device. {@code (*)} includes the memdisk. */
    private static Optional<Finding> anywhere(Argument argument, Subject subject) {
        for (Word word : argument.possible()) {
            Matcher place = PLACE.matcher(word.shown());
            if (place.matches()
                    && place.group(1).contains("*")
                    && subject.memdisk().contains(MemdiskTrap.path(place.group(2)))) {
                return Optional.of(new Finding(
                        argument.word().position(),
                        "a device of (" + place.group(1) + ") is the image's own memdisk, which has /"
                                + MemdiskTrap.path(place.group(2)),
                        "Skip the memdisk before: if [ \"$device\" != \"(memdisk)\" ]; then ... fi."));
            }
        }
        return Optional.empty();
    }

    /** The file of the memdisk that a node runs. Files with an unknown place are not reported. */
    private static List<String> runs(Node node) {
        boolean menu = node.name().equals("normal") && node.operand().isEmpty();
        Stream<String> files = menu
                ? node.prefix().literals().map(prefix -> prefix + "/grub.cfg")
                : node.operand().stream().flatMap(Argument::literals);
        return files.flatMap(file -> inMemdisk(file, node.root().literal()).stream())
                .toList();
    }

    private static Optional<String> inMemdisk(String file, Optional<String> root) {
        Matcher place = PLACE.matcher(file);
        boolean device = place.matches();
        return (device ? Optional.of(place.group(1)) : root)
                .filter(MEMDISK::equals)
                .map(memdisk -> MemdiskTrap.path(device ? place.group(2) : file));
    }
}
