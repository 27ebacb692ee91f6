// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.start;

import io.github.grubxen.deb.ControlFields;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.ExternalProgram;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The user that git knows. */
public final class GitUser {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private GitUser() {}

    /** Name and address, as in {@code Name <address>}; empty if git is missing, or knows none that a package can name. */
    public static Optional<String> in(Path directory) {
        Optional<String> name = setting("user.name", directory);
        Optional<String> address = setting("user.email", directory);
        return name.isEmpty() || address.isEmpty()
                ? Optional.empty()
                : Optional.of(name.get() + " <" + address.get() + ">").filter(ControlFields::isMaintainer);
    }

    private static Optional<String> setting(String name, Path directory) {
        try {
            ExternalProgram git =
                    ExternalProgram.run(List.of("git", "config", "--get", name), Map.of(), directory, LIMIT);
            return git.exit() == 0
                    ? Optional.of(git.output().strip()).filter(text -> !text.isEmpty())
                    : Optional.empty();
        } catch (BadInput e) {
            return Optional.empty(); // no git, no user
        }
    }
}
