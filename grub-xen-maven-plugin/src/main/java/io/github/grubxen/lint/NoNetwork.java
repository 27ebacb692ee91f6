// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import io.github.grubxen.script.Argument;
import io.github.grubxen.script.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Commands for the network. GRUB has no network driver on Xen, so it never finds a card. */
final class NoNetwork {
    private NoNetwork() {}

    /** Commands that only list devices do no harm. */
    private static final Pattern COMMANDS = Pattern.compile("net_(?!ls_)\\w+");

    private static final Pattern DEVICE = Pattern.compile("(?:http|tftp|pxe)(?:[,:].*)?", Pattern.DOTALL);
    private static final Pattern FILE = Pattern.compile("\\(((?:http|tftp|pxe)(?:[,:][^()]*)?)\\).*", Pattern.DOTALL);

    static List<Finding> check(Subject subject) {
        List<Finding> findings = new ArrayList<>();
        for (Node node : subject.nodes()) {
            what(subject, node)
                    .ifPresent(what -> findings.add(new Finding(
                            node.position(),
                            what + " needs a network card, and GRUB has no driver for one on Xen",
                            "Take the files from one of the guest's disks.")));
        }
        return findings;
    }

    private static Optional<String> what(Subject subject, Node node) {
        if (COMMANDS.matcher(node.name()).matches()) {
            return subject.run().mayBeFunction(node) ? Optional.empty() : Optional.of(node.name());
        }
        if (node.name().equals("echo") || node.name().equals("[") || node.name().equals("test")) {
            return Optional.empty();
        }
        Stream<String> devices = Stream.of("root", "prefix")
                .flatMap(variable -> Words.assigned(node, variable).stream())
                .filter(value ->
                        DEVICE.matcher(value).matches() || FILE.matcher(value).matches());
        Stream<String> files = node.arguments().stream()
                .flatMap(Argument::literals)
                .filter(word -> FILE.matcher(word).matches());
        return Stream.concat(devices, files).map(name -> "'" + name + "'").findFirst();
    }
}
