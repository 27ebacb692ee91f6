// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.plan;

import io.github.grubxen.gzip.GzipOutput;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/**
 * How GRUB's own files in the memdisk of a standalone image are compressed, one by one. Each gives the same bytes on every machine,
 * other than with grub-mkstandalone, which runs what programs the machine has.
 *
 * <p>Source: "Image format", section 8.1.
 */
public enum FileCompression {
    /** Not at all. */
    NO("no") {
        @Override
        List<String> readers() {
            return List.of();
        }

        @Override
        OutputStream compress(OutputStream out) {
            return out;
        }
    },
    /** LZMA2, preset 6, a dictionary of 128 KiB, no check: what GRUB's reader can do. */
    XZ("xz") {
        @Override
        List<String> readers() {
            return List.of("xzio", "gcry_crc");
        }

        @Override
        OutputStream compress(OutputStream out) throws IOException {
            LZMA2Options options = new LZMA2Options();
            options.setDictSize(DICTIONARY);
            return new XZOutputStream(out, options, org.tukaani.xz.XZ.CHECK_NONE);
        }
    },
    /** DEFLATE at its level 9, without name and time. */
    GZ("gz") {
        @Override
        List<String> readers() {
            return List.of("gzio");
        }

        @Override
        OutputStream compress(OutputStream out) throws IOException {
            return new GzipOutput(out, GZIP_LEVEL);
        }
    };

    /** In bytes: all that GRUB's reader has memory for. */
    private static final int DICTIONARY = 128 << 10;

    private static final int GZIP_LEVEL = 9;

    private final String word;

    FileCompression(String word) {
        this.word = word;
    }

    /**
     * The one of that name: {@code no}, {@code xz} or {@code gz}.
     *
     * @param where the property or POM element, for the message
     */
    public static FileCompression of(String where, String name) throws BadInput {
        for (FileCompression compression : values()) {
            if (compression.word.equals(name)) {
                return compression;
            }
        }
        throw new BadInput(where, "'" + name + "' is not offered", "Use no, xz or gz.");
    }

    /** Names of the modules that read such files. */
    abstract List<String> readers();

    /** A stream that compresses what is written to it; the same stream where nothing is compressed. */
    abstract OutputStream compress(OutputStream out) throws IOException;

    /** A file as it lies in the memdisk. */
    Bytes apply(Bytes content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = compress(bytes)) {
            if (out == bytes) {
                return content;
            }
            content.writeTo(out);
        }
        return Bytes.of(content.name(), bytes.toByteArray());
    }
}
