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
    NO,
    /** LZMA2, preset 6, a dictionary of 128 KiB, no check: what GRUB's reader can do. */
    XZ,
    /** DEFLATE at its level 9, without name and time. */
    GZ;

    /** In bytes: all that GRUB's reader has memory for. */
    private static final int DICTIONARY = 128 << 10;

    private static final int GZIP_LEVEL = 9;

    /**
     * The one of that name: {@code no}, {@code xz} or {@code gz}.
     *
     * @param where the property or POM element, for the message
     */
    public static FileCompression of(String where, String name) throws BadInput {
        return switch (name) {
            case "no" -> NO;
            case "xz" -> XZ;
            case "gz" -> GZ;
            default -> throw new BadInput(where, "'" + name + "' is not offered", "Use no, xz or gz.");
        };
    }

    /** Names of the modules that read such files. */
    List<String> readers() {
        return switch (this) {
            case NO -> List.of();
            case XZ -> List.of("xzio", "gcry_crc");
            case GZ -> List.of("gzio");
        };
    }

    /** A file as it lies in the memdisk. */
    Bytes apply(Bytes content) throws IOException {
        if (this == NO) {
            return content;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = this == XZ ? xz(bytes) : new GzipOutput(bytes, GZIP_LEVEL)) {
            content.writeTo(out);
        }
        return Bytes.of(content.name(), bytes.toByteArray());
    }

    private static OutputStream xz(OutputStream out) throws IOException {
        LZMA2Options options = new LZMA2Options();
        options.setDictSize(DICTIONARY);
        return new XZOutputStream(out, options, org.tukaani.xz.XZ.CHECK_NONE);
    }
}
