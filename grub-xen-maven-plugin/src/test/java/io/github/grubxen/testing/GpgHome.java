// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.testing;

import io.github.grubxen.io.Directories;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A directory of gpg's with a key that has no passphrase.
 *
 * @param path the directory
 */
public record GpgHome(Path path) implements Closeable {

    /** Makes a key for a user, given as {@code Name <address>}. */
    public static GpgHome withKeyOf(String user) throws IOException {
        GpgHome home = new GpgHome(Files.createTempDirectory("gpg")); // a socket's path must be short, unlike JUnit's
        Tools.run(home.path(), "chmod", "700", ".");
        Tools.run(
                home.path(),
                home.environment(),
                "gpg",
                "--batch",
                "--passphrase",
                "",
                "--quick-generate-key",
                user,
                "default",
                "sign");
        return home;
    }

    /** The variables with which programs use the key. */
    public Map<String, String> environment() {
        return Map.of("GNUPGHOME", path.toString());
    }

    /** Ends gpg's agent, and deletes the directory. */
    @Override
    public void close() throws IOException {
        Tools.run(path, environment(), "gpgconf", "--kill", "all");
        Directories.delete(path);
    }
}
