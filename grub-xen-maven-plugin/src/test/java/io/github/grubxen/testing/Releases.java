// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.testing;

import io.github.grubxen.platform.Platform;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** The pairs of release and platform that many tests run over. */
public final class Releases {
    private Releases() {}

    /** Each release with each platform. */
    public static Stream<Arguments> withPlatforms() {
        return Arrays.stream(GrubRelease.values())
                .flatMap(release -> Arrays.stream(Platform.values()).map(platform -> Arguments.of(release, platform)));
    }
}
