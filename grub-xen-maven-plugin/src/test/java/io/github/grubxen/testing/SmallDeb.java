// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.testing;

import io.github.grubxen.archive.GnuTar;
import io.github.grubxen.archive.TarAttributes;
import io.github.grubxen.io.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Debian packages of a few KiB whose bytes no version of a compressor changes. */
public final class SmallDeb {
    private static final String CONTROL =
            "Package: small\nVersion: 1-2\nArchitecture: all\nDescription: one line\n and another\n";
    private static final int ZSTD_BLOCK = 1 << 17;

    private SmallDeb() {}

    /** A package whose members are compressed as their suffix says: none, .gz, .xz or .zst. */
    public static byte[] of(String suffix) throws IOException {
        return of(suffix, tar("./control", CONTROL), tar("./usr/file", "content"));
    }

    /** A package with these members. */
    public static byte[] of(String suffix, byte[] control, byte[] data) throws IOException {
        Map<String, byte[]> members = new LinkedHashMap<>();
        members.put("debian-binary", ascii("2.0\n"));
        members.put("control.tar" + suffix, compress(suffix, control));
        members.put("data.tar" + suffix, compress(suffix, data));
        return ar(members);
    }

    /** The control member of a good package, not compressed. */
    public static byte[] control() throws IOException {
        return tar("./control", CONTROL);
    }

    /** An archive as ar writes it. */
    public static byte[] ar(Map<String, byte[]> members) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(ascii("!<arch>\n"));
        members.forEach((name, content) -> {
            out.writeBytes(arHeader(name, Integer.toString(content.length)));
            out.writeBytes(content);
            out.writeBytes(ascii(content.length % 2 == 0 ? "" : "\n"));
        });
        return out.toByteArray();
    }

    /** The header of a member. */
    public static byte[] arHeader(String name, String size) {
        return ascii(String.format("%-16s%-12s%-6s%-6s%-8s%-10s`\n", name, "0", "0", "0", "100644", size));
    }

    /** A tar of names and texts by turns, without the zeros that fill its last record. */
    public static byte[] tar(String... namesAndTexts) throws IOException {
        List<GnuTar.Entry> entries = new ArrayList<>();
        int size = 1024;
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            byte[] content = ascii(namesAndTexts[i + 1]);
            entries.add(new GnuTar.Entry(namesAndTexts[i], TarAttributes.root(0), Bytes.of("", content)));
            size += 512 + (content.length + 511) / 512 * 512;
        }
        return GnuTar.write("tar", entries).slice(0, size).toArray();
    }

    /** Compressed as the suffix says. */
    public static byte[] compress(String suffix, byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        switch (suffix) {
            case ".gz" -> write(new StoringGzip(out), content);
            case ".xz" -> write(new XZOutputStream(out, new LZMA2Options(0)), content);
            case ".zst" -> writeZstd(out, content);
            default -> out.writeBytes(content);
        }
        return out.toByteArray();
    }

    private static void write(OutputStream compressor, byte[] content) throws IOException {
        try (compressor) {
            compressor.write(content);
        }
    }

    /** One frame of one block that is stored as it is; the frame says nothing of its size, as RFC 8878 allows. */
    private static void writeZstd(ByteArrayOutputStream out, byte[] content) {
        if (content.length > ZSTD_BLOCK) {
            throw new IllegalArgumentException("more than one block");
        }
        out.writeBytes(new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0, 0x38});
        int header = content.length << 3 | 1;
        out.writeBytes(new byte[] {(byte) header, (byte) (header >> 8), (byte) (header >> 16)});
        out.writeBytes(content);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** gzip without compression: what a deflater makes of its input is its own affair, but for this. */
    private static final class StoringGzip extends GZIPOutputStream {
        StoringGzip(OutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.NO_COMPRESSION);
        }
    }
}
