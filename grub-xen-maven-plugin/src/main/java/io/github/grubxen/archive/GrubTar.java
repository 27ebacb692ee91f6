// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.archive;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.SortedMap;

/**
 * Tar archives as grub-mkstandalone writes them, to the byte: fixed owner, ids and mode, one zero block at the end.
 *
 * <p>Source: "Image format", section 8.2.
 */
public final class GrubTar {
    /** 2015-01-01, the time that grub-mkstandalone gives every file since 2.12. */
    public static final long TIME = 1420070400;

    /** Size of an archive's end, in bytes. */
    public static final int END = GnuTar.BLOCK;

    private static final int SHORT_NAME = 99;
    private static final char REGULAR = '0';
    private static final char LONG_NAME = 'L';

    private GrubTar() {}

    /**
     * Packs files in the given order.
     *
     * @param time of every file, seconds since the epoch, 0 to 8589934591
     * @throws BadInput if a name is not a plain relative path, or if the time is out of range
     */
    public static Bytes write(String name, Iterable<GrubTar.File> files, long time) throws BadInput {
        new TarAttributes("grub", "grub", 01750, 01750, 0600, time).check(name);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (File file : files) {
            GnuTar.checkName(name, file.name());
            byte[] path = file.name().getBytes(StandardCharsets.UTF_8);
            if (path.length > SHORT_NAME) {
                out.writeBytes(header(path, LONG_NAME, path.length, time));
                out.writeBytes(path);
                GnuTar.pad(out, GnuTar.BLOCK);
            }
            out.writeBytes(header(path, REGULAR, file.content().length(), time));
            out.writeBytes(file.content().toArray());
            GnuTar.pad(out, GnuTar.BLOCK);
        }
        out.writeBytes(new byte[END]);
        return Bytes.of(name, out.toByteArray());
    }

    /** One file of an archive. */
    public record File(String name, Bytes content) {
        /** The files of a map from names to contents, in its order. */
        public static Iterable<File> of(SortedMap<String, Bytes> files) {
            return files.entrySet().stream()
                    .map(entry -> new File(entry.getKey(), entry.getValue()))
                    .toList();
        }
    }

    private static byte[] header(byte[] path, char type, long size, long time) {
        ByteBuffer out = ByteBuffer.allocate(GnuTar.BLOCK);
        out.put(path, 0, Math.min(path.length, SHORT_NAME));
        out.position(100);
        put(out, "0000600\0" + "0001750\0" + "0001750\0");
        put(out, String.format(Locale.ROOT, "%011o\0%011o\0", size, time));
        put(out, "        " + type);
        out.position(257);
        put(out, "ustar\0");
        out.position(265);
        put(out, "grub");
        out.position(297);
        put(out, "grub");
        out.position(GnuTarHeader.CHECKSUM_AT);
        put(out, String.format(Locale.ROOT, "%07o ", GnuTarHeader.sum(out.array())));
        return out.array();
    }

    private static void put(ByteBuffer out, String text) {
        out.put(text.getBytes(StandardCharsets.US_ASCII));
    }
}
