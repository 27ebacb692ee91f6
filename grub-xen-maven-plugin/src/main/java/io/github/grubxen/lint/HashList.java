// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import io.github.grubxen.io.Bytes;
import io.github.grubxen.script.Node;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A list for {@code hashsum --check} in the image's own memdisk. GRUB opens each file that the list names, and stops at
 * the first one that does not exist.
 *
 * <p>Source: check_list in grub-core/commands/hashsum.c, the same in 2.06, 2.12 and 2.14.
 */
final class HashList {
    private HashList() {}

    /** A hash, two blanks and a name, as sha256sum writes them. */
    private static final Pattern LINE = Pattern.compile("\\s*[0-9a-fA-F]+[ \\t]{2}(.+)");

    private static final String REMEDY =
            "Name the directory of the guest's files with --prefix, as in --prefix=(xen/xvda)/boot.";

    /** The first file that GRUB certainly cannot open. */
    static Optional<Finding> check(Subject subject, Node node, NamedFile list) {
        Optional<NamedFile> prefix = NamedFile.value(node, "--prefix", "-p", NamedFile.Use.NAMES);
        if (prefix.isPresent()
                && (!prefix.get().isCertain() || prefix.get().certain().size() != 1)) {
            return Optional.empty();
        }
        Optional<Bytes> content = Optional.of(list)
                .filter(file -> file.isCertain() && file.certain().size() == 1)
                .flatMap(file ->
                        MemdiskFile.path(file.certain().get(0), node.root().literal()))
                .flatMap(path -> Optional.ofNullable(subject.contents().get(path)));
        String directory = prefix.map(name -> name.certain().get(0) + "/").orElse("");
        return content.stream()
                .flatMap(bytes -> bytes.latin1().lines())
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .map(line -> directory + line.group(1))
                .flatMap(name -> problem(subject, node, name).stream())
                .findFirst()
                .map(problem -> new Finding(list.argument().word().position(), problem, REMEDY));
    }

    private static Optional<String> problem(Subject subject, Node node, String name) {
        if (!name.startsWith("/") && !name.startsWith("(")) {
            return Optional.of("the list names '" + name + "' without a leading slash, which GRUB does not find");
        }
        return MemdiskFile.path(name, node.root().literal())
                .filter(path -> !subject.memdisk().contains(path))
                .map(path -> "the list names '" + name + "', which GRUB looks for in the image's own memdisk: it has no"
                        + " such file");
    }
}
