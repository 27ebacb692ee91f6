// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import io.github.grubxen.script.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** load_env and save_env on the memdisk, which GRUB cannot write to, and which usually contains no such file. */
final class NoEnvironmentFile {
    private NoEnvironmentFile() {}

    private static final Set<String> COMMANDS = Set.of("load_env", "save_env", "list_env");

    static List<Finding> check(Subject subject) {
        Set<String> asked = MemdiskFile.askedFor(subject);
        List<Finding> findings = new ArrayList<>();
        for (Node node : subject.nodes()) {
            if (!COMMANDS.contains(node.name()) || subject.run().mayBeFunction(node)) {
                continue;
            }
            file(node, subject)
                    .flatMap(name -> MemdiskFile.path(name, node.root().literal()))
                    .filter(path -> !asked.contains(path))
                    .filter(path ->
                            node.name().equals("save_env") || !subject.memdisk().contains(path))
                    .ifPresent(path -> findings.add(finding(node, path)));
        }
        return findings;
    }

    private static Finding finding(Node node, String path) {
        return new Finding(
                node.position(),
                node.name().equals("save_env")
                        ? "save_env cannot write /" + path + " in the image's own memdisk"
                        : node.name() + " looks for /" + path + " in the image's own memdisk, which has no such file",
                "Name a file on the guest's disk, as in '" + node.name()
                        + " --file=(xen/xvda)/boot/grub/grubenv', or set prefix to a directory on the guest's disk.");
    }

    /** The file: the value of the option, or grubenv in the directory of the variable prefix. */
    private static Optional<String> file(Node node, Subject subject) {
        List<NamedFile> named = NamedFile.in(node, subject);
        if (!named.isEmpty()) {
            return named.get(0).isCertain() && named.get(0).certain().size() == 1
                    ? Optional.of(named.get(0).certain().get(0))
                    : Optional.empty();
        }
        boolean open = node.words().stream().anyMatch(Words::isOpen);
        return open ? Optional.empty() : node.prefix().literal().map(prefix -> prefix + "/grubenv");
    }
}
