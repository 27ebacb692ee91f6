// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.plan;

import io.github.grubxen.gzip.GzipOutput;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Choice;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/**
 * The compression of GRUB's own files in the memdisk of a standalone image, with the names of
 * {@code grub-mkstandalone --compress}. Each file is compressed separately. The bytes are the same on every machine,
 * whereas grub-mkstandalone runs the machine's programs.
 *
 * <p>Source: "Image format", section 8.1.
 */
public enum MemdiskFileCompression {
    /** No compression. */
    NO {
        @Override
        List<String> decompressorModules() {
            return List.of();
        }

        @Override
        OutputStream compress(OutputStream out) {
            return out;
        }
    },
    /** LZMA2 with preset 6, a dictionary of 128 KiB and no check: within the limits of GRUB's reader. */
    XZ {
        @Override
        List<String> decompressorModules() {
            return List.of("xzio", "gcry_crc");
        }

        @Override
        OutputStream compress(OutputStream out) throws IOException {
            LZMA2Options options = new LZMA2Options();
            options.setDictSize(DICTIONARY);
            return new XZOutputStream(out, options, org.tukaani.xz.XZ.CHECK_NONE);
        }
    },
    /** DEFLATE at level 9, without a name and a time. */
    GZ {
        @Override
        List<String> decompressorModules() {
            return List.of("gzio");
        }

        @Override
        OutputStream compress(OutputStream out) throws IOException {
            return new GzipOutput(out, GZIP_LEVEL);
        }
    };

    private static final Choice<MemdiskFileCompression> CHOICE = Choice.of("compression of GRUB's files", values());

    /** The largest dictionary that GRUB's reader has memory for, in bytes. */
    private static final int DICTIONARY = 128 << 10;

    private static final int GZIP_LEVEL = 9;

    /**
     * The compression with the given name: {@code no}, {@code xz} or {@code gz}.
     *
     * @param where the property or POM element, for the message
     */
    public static MemdiskFileCompression of(String where, String name) throws BadInput {
        return CHOICE.read(where, name);
    }

    /** Names of the GRUB modules that read files with this compression. */
    abstract List<String> decompressorModules();

    /** A stream that compresses into the given one. {@link #NO} returns the given stream. */
    abstract OutputStream compress(OutputStream out) throws IOException;

    /** The content of a file in the memdisk, compressed. */
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
