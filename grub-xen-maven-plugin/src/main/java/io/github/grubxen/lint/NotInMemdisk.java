// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import io.github.grubxen.script.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A kernel, initrd, config, signature or list of hashes that GRUB looks for in the image's memdisk, although the
 * memdisk has no such file. {@code root} is the memdisk until a command sets it.
 */
final class NotInMemdisk {
    private NotInMemdisk() {}

    private static final Set<NamedFile.Use> NEEDED =
            Set.of(NamedFile.Use.STARTS, NamedFile.Use.CHECKS, NamedFile.Use.LIST);

    static List<Finding> check(Subject subject) {
        Set<String> asked = MemdiskFile.askedFor(subject);
        List<Finding> findings = new ArrayList<>();
        for (Node node : subject.nodes()) {
            if (subject.run().mayBeFunction(node)) {
                continue;
            }
            for (NamedFile file : NamedFile.in(node, subject)) {
                if (file.use() == NamedFile.Use.LIST) {
                    HashList.check(subject, node, file).ifPresent(findings::add);
                }
                missing(subject, node, file)
                        .filter(path -> !asked.contains(path))
                        .ifPresent(path -> findings.add(new Finding(
                                file.argument().word().position(),
                                node.name() + " looks for /" + path
                                        + " in the image's own memdisk, which has no such file",
                                file.names().get(0).startsWith("(")
                                        ? "Name one of the guest's disks, or add the file to the image with "
                                                + subject.options().files() + "."
                                        : "Set root first, as in 'search --set=root --file /" + path
                                                + "' or 'set root=xen/xvda': it is the memdisk until then.")));
            }
        }
        return findings;
    }

    /** The path, if all possible values of the argument are files of the memdisk, and none of them exists. */
    private static Optional<String> missing(Subject subject, Node node, NamedFile file) {
        if (!NEEDED.contains(file.use()) || !file.isCertain()) {
            return Optional.empty();
        }
        List<Optional<String>> paths = file.certain().stream()
                .map(name -> MemdiskFile.path(name, node.root().literal()))
                .toList();
        boolean none = paths.stream()
                .allMatch(path ->
                        path.filter(name -> !subject.memdisk().contains(name)).isPresent());
        return none && !paths.isEmpty() ? paths.get(0) : Optional.empty();
    }
}
