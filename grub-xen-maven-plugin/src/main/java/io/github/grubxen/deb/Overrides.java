package io.github.grubxen.deb;

import io.github.grubxen.io.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Lintian's tags that GRUB's files draw without a fault of theirs, each with its reason. An asterisk stands for the brackets
 * that lintian puts around a path since 2.115, and for none before.
 */
public final class Overrides {
    private static final String STATIC = """
            # GRUB's programs for guests run on no Linux, so there is no library that they could be linked with
            %1$s: statically-linked-binary *%2$s*
            """;

    private static final String UNSTRIPPED = """
            # by these symbols GRUB links a module when it loads it: stripped, it would be of no use
            %1$s: unstripped-binary-or-object *.mod*
            """;

    private static final String HELPER = """
            # what debhelper would write into the scripts; nothing here is built with it
            %1$s: maintainer-script-should-not-use-dpkg-maintscript-helper *
            """;

    private Overrides() {}

    /** For a package with images. */
    static Bytes forImages(String name) {
        return bytes(STATIC.formatted(name, ".bin"));
    }

    /** For a package with module trees whose scripts turn a link into a folder. */
    static Bytes forModules(String name) {
        return bytes(STATIC.formatted(name, "kernel.img") + UNSTRIPPED.formatted(name) + HELPER.formatted(name));
    }

    /** For any package: what its payload needs, if anything. */
    public static Optional<Bytes> needed(String name, List<PackageEntry> payload) {
        String text = "";
        if (has(payload, ".bin")) {
            text += STATIC.formatted(name, ".bin");
        }
        if (has(payload, "/kernel.img")) {
            text += STATIC.formatted(name, "kernel.img") + UNSTRIPPED.formatted(name);
        }
        return text.isEmpty() ? Optional.empty() : Optional.of(bytes(text));
    }

    private static boolean has(List<PackageEntry> payload, String ending) {
        return payload.stream()
                .anyMatch(entry -> entry instanceof PackageEntry.RegularFile
                        && entry.path().endsWith(ending));
    }

    private static Bytes bytes(String text) {
        return Bytes.of("lintian overrides", text.getBytes(StandardCharsets.UTF_8));
    }
}
