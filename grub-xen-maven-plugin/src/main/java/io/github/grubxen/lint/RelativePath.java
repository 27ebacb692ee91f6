// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import io.github.grubxen.script.Argument;
import io.github.grubxen.script.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file name without a slash. GRUB has no current directory, and reads the name as a list of blocks of the disk.
 *
 * <p>Source: grub_file_open in kern/file.c and grub_fshelp_find_file in fs/fshelp.c, the same in 2.06, 2.12 and 2.14; the tests
 * -d, -e and -f split a directory off, and look for a name without a directory in the top directory (commands/test.c).
 */
final class RelativePath {
    private RelativePath() {}

    private static final Pattern PLACE = Pattern.compile("\\(([^()]*)\\)(.*)", Pattern.DOTALL);

    private static final Pattern BLOCKS = Pattern.compile(
            "((0x[0-9a-fA-F]+|\\d+)?\\+(0x[0-9a-fA-F]+|\\d+)?)(,((0x[0-9a-fA-F]+|\\d+)?\\+(0x[0-9a-fA-F]+|\\d+)?))*");

    /** Devices of the network, where a name without a slash is valid. */
    private static final Pattern NETWORK = Pattern.compile("(tftp|http|pxe)\\b.*");

    static List<Finding> check(Subject subject) {
        List<Finding> findings = new ArrayList<>();
        for (Node node : subject.nodes()) {
            if (isOverNetwork(node.root())) {
                continue;
            }
            for (NamedFile file : NamedFile.in(node, subject)) {
                problem(node, file)
                        .ifPresent(problem ->
                                findings.add(new Finding(file.argument().word().position(), problem, remedy(file))));
            }
        }
        return findings;
    }

    private static Optional<String> problem(Node node, NamedFile file) {
        return switch (file.use()) {
            case NAMES -> Optional.empty();
            case TESTS ->
                relative(file)
                        .filter(name -> name.contains("/"))
                        .map(name -> "the test names '" + name
                                + "' without a leading slash, which most file systems refuse");
            case SEARCHES ->
                file.names().stream()
                        .filter(name -> name.startsWith("("))
                        .findFirst()
                        .map(name -> node.name() + " looks for '" + name
                                + "' on each device, and no device has a file whose name contains a device")
                        .or(() -> blocks(node, file));
            default -> blocks(node, file);
        };
    }

    private static Optional<String> blocks(Node node, NamedFile file) {
        return relative(file)
                .map(name ->
                        node.name() + " reads '" + name + "' as a list of blocks, because it has no leading slash");
    }

    private static String remedy(NamedFile file) {
        return relative(file)
                .map(name -> "Write /" + name + ", with the directories before it.")
                .orElse("Remove the device.");
    }

    private static Optional<String> relative(NamedFile file) {
        return file.names().stream()
                .map(RelativePath::withoutDevice)
                .filter(RelativePath::isRelative)
                .findFirst();
    }

    private static String withoutDevice(String file) {
        Matcher place = PLACE.matcher(file);
        if (!place.matches()) {
            return file;
        }
        return NETWORK.matcher(place.group(1)).matches() ? "/" : place.group(2);
    }

    private static boolean isRelative(String name) {
        return !name.isEmpty()
                && "/$(".indexOf(name.charAt(0)) < 0
                && !BLOCKS.matcher(name).matches();
    }

    private static boolean isOverNetwork(Argument root) {
        return root.possible().stream()
                .anyMatch(word -> NETWORK.matcher(word.shown()).matches());
    }
}
