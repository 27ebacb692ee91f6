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
    DEBIAN_206("Debian's 2.06", Origin.PUBLISHED, GrubRelease.BOOKWORM),
    DEBIAN_212("Debian's 2.12", Origin.PUBLISHED, GrubRelease.TRIXIE),
    DEBIAN_214("Debian's 2.14", Origin.PUBLISHED, GrubRelease.SID),
    OUR_206("our 2.06", Origin.OURS, GrubRelease.BOOKWORM),
    OUR_212("our 2.12", Origin.OURS, GrubRelease.TRIXIE),
    OUR_214("our 2.14", Origin.OURS, GrubRelease.SID),
    PATCHED_214("our 2.14, patched", Origin.PATCHED, GrubRelease.SID);

    /** Debian's own looks for files by a command that prints an error for each that is missing. */
    private static final List<Pattern> TROUBLE_OF_DEBIAN = Stream.concat(
                    Stream.of(Pattern.compile("(?m)^error: .*not xen image.*\\n|^Press any key to continue")),
                    DefaultCases.TROUBLE.stream())
            .toList();

    /** Who made an image, and with which modules. */
    private enum Origin {
        /** Debian, as published. */
        PUBLISHED,
        /** We, with Debian's modules. */
        OURS,
        /** We, with modules of a patched GRUB. */
        PATCHED
    }

    private final String head;
    private final Origin origin;
    private final GrubRelease release;

    TableImage(String head, Origin origin, GrubRelease release) {
        this.head = head;
        this.origin = origin;
        this.release = release;
    }

    /** The image with a head. */
    static TableImage of(String head) {
        return Arrays.stream(values())
                .filter(image -> image.head.equals(head))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no image '" + head + "'"));
    }

    /** The image for a platform. */
    BootCase.Kernel kernel(Platform platform, Map<Platform, ModuleTree> patched) throws IOException {
        return switch (origin) {
            case PUBLISHED ->
                new BootCase.Kernel(
                        "debian-" + release.name().toLowerCase(Locale.ROOT) + "-" + platform,
                        platform,
                        release.publishedImage(platform));
            case OURS -> LabCases.image(release, platform);
            case PATCHED -> PatchedGrub.image(Objects.requireNonNull(patched.get(platform)));
        };
    }

    /** Texts after which a guest cannot boot. */
    List<Pattern> trouble() {
        return origin == Origin.PUBLISHED ? TROUBLE_OF_DEBIAN : LabCases.ERRORS;
    }
}
