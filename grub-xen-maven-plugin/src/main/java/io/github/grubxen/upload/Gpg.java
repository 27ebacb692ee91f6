// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.upload;

import io.github.grubxen.io.AtomicFile;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.ExternalProgram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The user's GnuPG. It gets a passphrase only through its standard input, because every user of the machine can read a
 * command line. The passphrase never occurs in a text or message of this class.
 */
public final class Gpg {
    /** Time limit that includes the time for a person to answer gpg's agent, which may ask for the passphrase. */
    private static final Duration TIME_LIMIT = Duration.ofMinutes(5);

    private static final String REMEDY =
            "Check the name of the key and where its passphrase comes from, or try gpg by hand with the same key.";

    private final String program;
    private final Optional<Path> home;
    private final Optional<String> key;
    private final Optional<String> passphrase;

    /**
     * GnuPG for a build.
     *
     * @param program its name or path
     * @param home its home directory; empty for gpg's own
     * @param key name, address or fingerprint of the key; empty for gpg's default key
     * @param passphrase passphrase of the key; if empty, gpg's agent knows it or asks for it
     */
    public Gpg(String program, Optional<Path> home, Optional<String> key, Optional<String> passphrase) {
        this.program = program;
        this.home = home;
        this.key = key;
        this.passphrase = passphrase;
    }

    /** Signs a text file in place. If that fails, the file does not change. */
    void clearsign(Path text) throws IOException {
        AtomicFile.replace(text, fresh -> {
            Path unsigned = fresh.resolveSibling(fresh.getFileName() + ".txt");
            try {
                // an empty line before the signature ends the last paragraph for all readers
                Files.writeString(unsigned, Files.readString(text) + "\n", StandardOpenOption.CREATE_NEW);
                sign("--clearsign", unsigned, fresh);
            } finally {
                Files.deleteIfExists(unsigned);
            }
        });
    }

    /** The binary signature of a file. */
    void detachSign(Path data, Path signature) throws IOException {
        sign("--detach-sign", data, signature);
    }

    private void sign(String how, Path data, Path result) throws IOException {
        List<String> command = new ArrayList<>(List.of(program, "--batch", "--no-tty", "--yes"));
        home.ifPresent(directory -> command.addAll(List.of("--homedir", directory.toString())));
        key.ifPresent(name -> command.addAll(List.of("--local-user", name)));
        passphrase.ifPresent(secret -> command.addAll(List.of("--pinentry-mode", "loopback", "--passphrase-fd", "0")));
        command.addAll(List.of("--output", result.toString(), how, "--", data.toString()));
        String input = passphrase.map(secret -> secret + "\n").orElse("");
        ExternalProgram.run(
                        command,
                        Map.of(),
                        data.toAbsolutePath().resolveSibling("."),
                        TIME_LIMIT,
                        Bytes.of("standard input", input.getBytes(StandardCharsets.UTF_8)))
                .outputOrThrow(
                        program + " with " + key.map(name -> "the key " + name).orElse("its default key"), REMEDY);
    }
}
