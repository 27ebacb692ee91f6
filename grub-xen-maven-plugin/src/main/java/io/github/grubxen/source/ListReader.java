// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.source;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** Reads a package list of some 50 MB once: for one package, and for the digest of the list. */
final class ListReader implements Closeable {
    private final DigestInputStream in;

    ListReader(InputStream in) throws IOException {
        try {
            this.in = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The digest that the list has for the file of a package, by apt's name for it; reads to the end of the list. */
    Optional<String> find(String fileName) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.ISO_8859_1), 1 << 16);
        Optional<String> found = Optional.empty();
        String name = "";
        String version = "";
        String architecture = "";
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("Package: ")) {
                name = line.substring("Package: ".length());
            } else if (line.startsWith("Version: ")) {
                version = line.substring("Version: ".length());
            } else if (line.startsWith("Architecture: ")) {
                architecture = line.substring("Architecture: ".length());
            } else if (line.startsWith("SHA256: ")
                    && fileName.equals(name + "_" + version.replace(":", "%3a") + "_" + architecture + ".deb")) {
                found = Optional.of(line.substring("SHA256: ".length()).strip());
            }
        }
        return found;
    }

    /** The digest of what was read, 64 lower-case digits. */
    String sha256() {
        return HexFormat.of().formatHex(in.getMessageDigest().digest());
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
