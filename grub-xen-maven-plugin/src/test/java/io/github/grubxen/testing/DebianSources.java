// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.testing;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.BuildLog;
import io.github.grubxen.source.AptSourcePackages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** GRUB's source packages in Debian's archive, whose pool forgets: sid's lists can name files that are gone. */
public final class DebianSources {
    /** The words of messages about a package or a file that the archive does not have any more. */
    private static final List<String> GONE =
            List.of("no such source package", "no such package", "404  Not Found", "was not found");

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

    /** What is fetched. The test is skipped by this name if the archive does not have it any more. */
    public static <T> T orSkip(String what, Fetch<T> fetch) throws IOException {
        try {
            return fetch.get();
        } catch (BadInput e) {
            String message = String.valueOf(e.getMessage());
            if (GONE.stream().noneMatch(message::contains)) {
                throw e;
            }
            Tools.needEvenInCi(false, what + " (" + message.lines().findFirst().orElse("") + ")");
            throw e;
        }
    }
}
