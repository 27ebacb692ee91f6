// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.testing;

import io.github.grubxen.io.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Writes tar archives that no honest program would: every name, type and mode that a header can hold. */
public final class TarWriter {
    private static final int BLOCK = 512;
    private static final Bytes NOTHING = Bytes.of("nothing", new byte[0]);

    private TarWriter() {}

    /** One entry; names of more than 100 bytes get an entry of type L before it, as in GNU tar. */
    public record Entry(String name, char type, String link, int mode, String owner, long time, Bytes content) {
        /** A directory of root's. */
        public static Entry directory(String name) {
            return new Entry(name, '5', "", 0755, "root", 0, NOTHING);
        }

        /** A file of root's. */
        public static Entry file(String name, String content) {
            return file(name, content.getBytes(StandardCharsets.UTF_8));
        }

        /** A file of root's. */
        public static Entry file(String name, byte[] content) {
            return new Entry(name, '0', "", 0644, "root", 0, Bytes.of(name, content));
        }

        /** A symbolic link. */
        public static Entry link(String name, String target) {
            return new Entry(name, '2', target, 0777, "root", 0, NOTHING);
        }

        /** A hard link. */
        public static Entry hardLink(String name, String target) {
            return new Entry(name, '1', target, 0644, "root", 0, NOTHING);
        }

        /** The same with another mode. */
        public Entry mode(int other) {
            return new Entry(name, type, link, other, owner, time, content);
        }

        /** The same with another type. */
        public Entry type(char other) {
            return new Entry(name, other, link, mode, owner, time, content);
        }

        /** The same with another owner. */
        public Entry owner(String other) {
            return new Entry(name, type, link, mode, other, time, content);
        }

        /** The same with another time. */
        public Entry time(long other) {
            return new Entry(name, type, link, mode, owner, other, content);
        }
    }

    /** The archive, ended by two zero blocks. */
    public static byte[] write(List<Entry> entries) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Entry entry : entries) {
            byte[] name = entry.name.getBytes(StandardCharsets.UTF_8);
            byte[] link = entry.link.getBytes(StandardCharsets.UTF_8);
            putLong(out, 'K', link);
            putLong(out, 'L', name);
            put(out, name, entry.type, link, entry.mode, entry.owner, entry.time, entry.content.toArray());
        }
        out.writeBytes(new byte[2 * BLOCK]);
        return out.toByteArray();
    }

    /** Writes a header's checksum anew, after something in it was changed. */
    public static void sum(byte[] archive, int header) {
        Arrays.fill(archive, header + 148, header + 156, (byte) ' ');
        int sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            sum += archive[header + i] & 0xff;
        }
        copy(String.format(Locale.ROOT, "%06o\0 ", sum), archive, header + 148);
    }

    private static void putLong(ByteArrayOutputStream out, char type, byte[] text) {
        if (text.length > 100 || contains(text, (byte) 0)) {
            byte[] name = "././@LongLink".getBytes(StandardCharsets.US_ASCII);
            put(out, name, type, new byte[0], 0644, "root", 0, Arrays.copyOf(text, text.length + 1));
        }
    }

    private static boolean contains(byte[] bytes, byte one) {
        for (byte b : bytes) {
            if (b == one) {
                return true;
            }
        }
        return false;
    }

    private static void put(
            ByteArrayOutputStream out,
            byte[] name,
            char type,
            byte[] link,
            int mode,
            String owner,
            long time,
            byte[] content) {
        byte[] header = new byte[BLOCK];
        System.arraycopy(name, 0, header, 0, Math.min(100, name.length));
        copy(
                String.format(Locale.ROOT, "%07o\0%07o\0%07o\0%011o\0%011o\0", mode, 0, 0, content.length, time),
                header,
                100);
        header[156] = (byte) type;
        System.arraycopy(link, 0, header, 157, Math.min(100, link.length));
        copy("ustar  ", header, 257);
        copy(owner, header, 265);
        copy(owner, header, 297);
        sum(header, 0);
        out.writeBytes(header);
        out.writeBytes(content);
        out.writeBytes(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
    }

    private static void copy(String text, byte[] into, int at) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(bytes, 0, into, at, bytes.length);
    }
}
