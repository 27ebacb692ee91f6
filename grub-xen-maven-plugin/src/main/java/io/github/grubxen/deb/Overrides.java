// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.deb;

import io.github.grubxen.io.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Lintian's tags that GRUB's files cause although they are correct, each with its reason, and each only for these files. An
 * asterisk matches the brackets that lintian puts around a path since 2.115, and nothing before.
 */
final class Overrides {
    private static final String STATIC_REASON =
            "# GRUB's programs for guests run on no Linux, so there is no library that they could be linked with\n";

    private static final String STATIC = "%s: statically-linked-binary *%s*\n";

    private static final String UNSTRIPPED_REASON =
            "# by these symbols GRUB links a module when it loads it: stripped, it would be of no use\n";

    private static final String UNSTRIPPED = "%s: unstripped-binary-or-object *%s/*.mod*\n";

    private static final String HELPER = """
            # what debhelper would write into the scripts; nothing here is built with it
            %s: maintainer-script-should-not-use-dpkg-maintscript-helper *
            """;

    private static final String FIRST = """
            # the bug would be a request to Debian for this package; there is none
            %s: initial-upload-closes-no-bugs *
            """;

    private static final String KERNEL = "/kernel.img";

    private Overrides() {}

    /**
     * The overrides that a package needs. Empty if it needs none.
     *
     * @param helper whether its scripts use dpkg-maintscript-helper
     * @param first whether its changelog is a generated entry about a first Debian revision
     */
    static Optional<Bytes> needed(String name, Payload payload, boolean helper, boolean first) {
        // lintian permits statically linked files in /boot
        List<String> images = payload.images().stream()
                .map(PackageEntry::path)
                .filter(path -> !path.startsWith("boot/"))
                .toList();
        List<String> kernels = payload.trees().stream()
                .map(PackageEntry::path)
                .filter(path -> path.endsWith(KERNEL))
                .toList();
        StringBuilder text = new StringBuilder();
        if (!images.isEmpty() || !kernels.isEmpty()) {
            text.append(STATIC_REASON);
        }
        images.forEach(image -> text.append(STATIC.formatted(name, image)));
        kernels.forEach(kernel -> text.append(STATIC.formatted(name, kernel)));
        if (!kernels.isEmpty()) {
            text.append(UNSTRIPPED_REASON);
        }
        kernels.forEach(kernel ->
                text.append(UNSTRIPPED.formatted(name, kernel.substring(0, kernel.length() - KERNEL.length()))));
        if (helper) {
            text.append(HELPER.formatted(name));
        }
        if (first) {
            text.append(FIRST.formatted(name));
        }
        return text.isEmpty()
                ? Optional.empty()
                : Optional.of(Bytes.of("lintian overrides", text.toString().getBytes(StandardCharsets.UTF_8)));
    }
}
