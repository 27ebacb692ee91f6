// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import io.github.grubxen.config.NeededModules;
import io.github.grubxen.script.Argument;
import io.github.grubxen.script.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A Linux for a PV guest in an image without decompressor modules, although GRUB itself must decompress the kernel. Or
 * a standalone image that runs the guest's config, but does not load the module for the compression of the guest's
 * kernel.
 */
final class NoDecompressor {
    private NoDecompressor() {}

    /** Decompresses kernels too since GRUB 2.14, but overwrites other memory, so that the guest loses its initrd. */
    private static final String ZSTD = "zstdio";

    /** The modules that decompress kernels of distributions: gzip, xz and LZO. */
    private static final List<String> MODULES = NeededModules.DECOMPRESSOR_MODULES.stream()
            .filter(module -> !module.equals(ZSTD))
            .toList();

    private static final String BROKEN = "; zstdio of this release writes past its memory, so a guest with a kernel"
            + " in zstd starts and loses its initrd";

    static List<Finding> check(Subject subject) {
        Stream<String> loaded = subject.nodes().stream()
                .filter(node -> node.name().equals("insmod"))
                .flatMap(node -> node.arguments().stream())
                .flatMap(Argument::literals);
        boolean decompresses = subject.platform().isPvh()
                || Stream.concat(MODULES.stream().filter(module -> !subject.memdiskOnly(module)), loaded)
                        .anyMatch(module ->
                                MODULES.contains(module) && subject.modules().contains(module));
        List<Finding> findings = new ArrayList<>();
        for (Node node : subject.nodes()) {
            boolean there = MODULES.stream().anyMatch(subject.modules()::contains);
            boolean another = there
                    && NeededModules.handsOver(node)
                    && !node.name().isEmpty()
                    && !subject.setsPrefix(); // its modules may be on the guest's disk
            if ((node.name().equals("linux") || another) && !decompresses) {
                findings.add(new Finding(
                        node.position(),
                        "GRUB for PV decompresses the kernel itself, and of gzio, xzio (xz) and lzopio (LZO) "
                                + (there ? "none is loaded" : "the image has none")
                                + (subject.modules().contains(ZSTD) ? BROKEN : ""),
                        there
                                ? "Write a line 'insmod' with the module for the kernel's compression: nothing else loads it."
                                : "Add the module for the kernel's compression to "
                                        + subject.options().decompressors() + "."));
            }
        }
        return findings;
    }
}
