// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.source;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a package list of about 50 MB once, both for the digests of packages and for the digest of the list. The input is not
 * trusted, so no more than one line of ordinary length is kept in memory.
 */
final class ListReader implements Closeable {
    /** Maximum number of bytes that are read of a line. No relevant field is longer. */
    private static final int LONGEST_LINE = 1 << 12;

    private static final String PACKAGE = "Package: ";
    private static final String VERSION = "Version: ";
    private static final String ARCHITECTURE = "Architecture: ";
    private static final String DIGEST = "SHA256: ";

    /** The first letters of these fields. */
    private static final String FIRST_LETTERS = "PVAS";

    private final InputStream in;
    private final MessageDigest digest;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private String name = "";
    private String version = "";
    private String architecture = "";

    ListReader(InputStream in) {
        this.in = in;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * The digests of package files in the list, by apt's file names. Reads to the end of the list.
     *
     * @param limit maximum number of bytes to read
     * @return empty if the list is longer
     */
    Optional<Map<String, String>> find(Set<String> fileNames, long limit) throws IOException {
        Map<String, String> found = new HashMap<>();
        long read = 0;
        byte[] buffer = new byte[1 << 16];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            read += n;
            if (read > limit) {
                return Optional.empty();
            }
            digest.update(buffer, 0, n);
            int begin = 0;
            for (int i = 0; i < n; i++) {
                if (buffer[i] == '\n') {
                    if (line.size() > 0
                            || FIRST_LETTERS.indexOf(buffer[begin]) >= 0) { // most lines are of other fields
                        keep(buffer, begin, i);
                        look(fileNames, found);
                    }
                    begin = i + 1;
                }
            }
            keep(buffer, begin, n);
        }
        look(fileNames, found);
        return Optional.of(found);
    }

    private void keep(byte[] buffer, int begin, int end) {
        line.write(buffer, begin, Math.min(end - begin, LONGEST_LINE - line.size()));
    }

    private void look(Set<String> fileNames, Map<String, String> found) {
        String text = line.toString(StandardCharsets.ISO_8859_1);
        line.reset();
        if (text.startsWith(PACKAGE)) {
            name = text.substring(PACKAGE.length());
        } else if (text.startsWith(VERSION)) {
            version = text.substring(VERSION.length());
        } else if (text.startsWith(ARCHITECTURE)) {
            architecture = text.substring(ARCHITECTURE.length());
        } else if (text.startsWith(DIGEST)) {
            String file = name + "_" + version.replace(":", "%3a") + "_" + architecture + ".deb";
            if (fileNames.contains(file)) {
                found.put(file, text.substring(DIGEST.length()).strip());
            }
        }
    }

    /** The digest of the bytes that were read, 64 lower-case digits. */
    String sha256() {
        return HexFormat.of().formatHex(digest.digest());
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
