// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab;

import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.GrubRelease;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The images of the table of published images: Debian's own, ours with Debian's modules, and ours of a patched GRUB. */
enum TableImage {
    DEBIAN_206("Debian's 2.06", GrubRelease.BOOKWORM),
    DEBIAN_212("Debian's 2.12", GrubRelease.TRIXIE),
    DEBIAN_214("Debian's 2.14", GrubRelease.SID),
    OUR_206("our 2.06", GrubRelease.BOOKWORM),
    OUR_212("our 2.12", GrubRelease.TRIXIE),
    OUR_214("our 2.14", GrubRelease.SID),
    PATCHED_214("our 2.14, patched", GrubRelease.SID);

    /** Debian's own looks for files by a command that prints an error for each that is missing. */
    private static final List<Pattern> TROUBLE_OF_DEBIAN = Stream.concat(
                    Stream.of(Pattern.compile("(?m)^error: .*not xen image.*\\n|^Press any key to continue")),
                    DefaultCases.TROUBLE.stream())
            .toList();

    private final String head;
    private final GrubRelease release;

    TableImage(String head, GrubRelease release) {
        this.head = head;
        this.release = release;
    }

    /** The image with a head. */
    static TableImage of(String head) {
        return Arrays.stream(values())
                .filter(image -> image.head.equals(head))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no image '" + head + "'"));
    }

    /** The head of its column. */
    String head() {
        return head;
    }

    /** The image for a platform. */
    BootCase.Kernel kernel(Platform platform, Map<Platform, ModuleTree> patched) throws IOException {
        if (this == PATCHED_214) {
            return PatchedGrub.image(Objects.requireNonNull(patched.get(platform)));
        }
        return isPublished()
                ? new BootCase.Kernel(
                        "debian-" + release.name().toLowerCase(Locale.ROOT) + "-" + platform,
                        platform,
                        release.publishedImage(platform))
                : LabCases.image(release, platform);
    }

    /** Texts after which a guest cannot boot. */
    List<Pattern> trouble() {
        return isPublished() ? TROUBLE_OF_DEBIAN : LabCases.ERRORS;
    }

    private boolean isPublished() {
        return this == DEBIAN_206 || this == DEBIAN_212 || this == DEBIAN_214;
    }
}
