// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import io.github.grubxen.script.Argument;
import io.github.grubxen.script.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A volume, RAID or encrypted disk in a standalone image: GRUB loads modules for commands and file systems by itself, but not
 * the modules that make these disks visible.
 */
final class NotLoaded {
    private NotLoaded() {}

    private static final Pattern DEVICE = Pattern.compile("^(?:[A-Za-z_]+=)?\\(?(lvm|md|mduuid|ldm)[/0-9]");
    private static final List<String> RAID = List.of("mdraid1x", "mdraid09", "mdraid09_be");
    private static final List<String> ENCRYPTION = List.of("luks", "luks2", "geli");

    static List<Finding> check(Subject subject) {
        List<Finding> findings = new ArrayList<>();
        if (subject.setsPrefix()) {
            return findings;
        }
        Set<String> loaded = loaded(subject);
        Set<String> shown = new HashSet<>();
        for (Node node : subject.nodes()) {
            if (node.name().equals("cryptomount") && shown.add("cryptomount")) {
                require(subject, loaded, node, "cryptomount", ENCRYPTION, findings);
            }
            devices(node)
                    .filter(shown::add)
                    .forEach(device ->
                            require(subject, loaded, node, "'" + device + "/...'", modules(device), findings));
        }
        return findings;
    }

    /** Modules that are embedded, and modules that the config loads anywhere. */
    private static Set<String> loaded(Subject subject) {
        return Stream.concat(
                        subject.modules().stream().filter(module -> !subject.memdiskOnly(module)),
                        subject.nodes().stream()
                                .filter(node -> node.name().equals("insmod"))
                                .flatMap(node -> node.arguments().stream())
                                .flatMap(Argument::literals))
                .collect(Collectors.toSet());
    }

    private static Stream<String> devices(Node node) {
        return node.words().stream()
                .flatMap(Argument::literals)
                .map(DEVICE::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1));
    }

    private static List<String> modules(String device) {
        return device.startsWith("md") ? RAID : List.of(device);
    }

    private static void require(
            Subject subject, Set<String> loaded, Node node, String what, List<String> any, List<Finding> findings) {
        if (any.stream().anyMatch(loaded::contains)) {
            return;
        }
        boolean there = any.stream().anyMatch(subject.modules()::contains);
        findings.add(new Finding(
                node.position(),
                what + " needs the module '" + any.get(0) + "', which is not " + (there ? "loaded" : "in the image"),
                there
                        ? "Write a line 'insmod " + any.get(0) + "' before it: GRUB does not load it by itself."
                        : "Add it to " + subject.options().modules() + "."));
    }
}
