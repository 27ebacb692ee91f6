// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.testing;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.BuildLog;
import io.github.grubxen.source.AptSourcePackages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** GRUB's source packages in Debian's archive, whose pool forgets: sid's lists can name files that are gone. */
public final class DebianSources {
    /** The words of messages about a package or a file that the archive does not have any more. */
    private static final List<String> GONE =
            List.of("no such source package", "no such package", "404  Not Found", "was not found");

    /** Former versions of suites' GRUB. The archive keeps their source, because other packages are built with it. */
    private static final Map<String, String> FORMER = Map.of("trixie", "2.12-9+deb13u2", "sid", "2.14-3");

    private DebianSources() {}

    /** Gets something from the archive. */
    @FunctionalInterface
    public interface Fetch<T> {
        T get() throws IOException;
    }

    /** The .dsc file of a suite's GRUB. The test is skipped if the archive has dropped a file of it. */
    public static Path grub2(Path cache, String suite, BuildLog log) throws IOException {
        AptSourcePackages packages = new AptSourcePackages(cache, suite, false);
        return orSkip(
                "the source of " + suite + "'s GRUB, which the archive has dropped",
                () -> packages.download("grub2", Optional.empty(), log));
    }

    /** The .dsc file of a suite's GRUB, or of its former version if the archive has dropped a file of the current one. */
    public static Path grub2OrFormer(Path cache, String suite, BuildLog log) throws IOException {
        try {
            return new AptSourcePackages(cache, suite, false).download("grub2", Optional.empty(), log);
        } catch (BadInput e) {
            String former = FORMER.get(suite);
            if (former == null || !isGone(e)) {
                throw e;
            }
            return orSkip(
                    "the source of grub2 " + former + ", which the archive has dropped",
                    () -> new AptSourcePackages(cache, "sid", false).download("grub2", Optional.of(former), log));
        }
    }

    private static boolean isGone(BadInput error) {
        String message = String.valueOf(error.getMessage());
        return GONE.stream().anyMatch(message::contains);
    }

    /** What is fetched. The test is skipped by this name if the archive does not have it any more. */
    public static <T> T orSkip(String what, Fetch<T> fetch) throws IOException {
        try {
            return fetch.get();
        } catch (BadInput e) {
            if (!isGone(e)) {
                throw e;
            }
            String message = String.valueOf(e.getMessage());
            Tools.needEvenInCi(false, what + " (" + message.lines().findFirst().orElse("") + ")");
            throw e;
        }
    }
}
