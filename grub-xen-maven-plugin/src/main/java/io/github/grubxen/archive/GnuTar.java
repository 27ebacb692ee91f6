// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.archive;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Tar archives as GNU tar writes them by default, to the byte: regular files only, blocking factor 20.
 *
 * <p>Source: GNU tar manual, "Basic Tar Format"; "Image format", section 9.
 */
public final class GnuTar {
    static final int BLOCK = 512;
    static final int RECORD = 20 * BLOCK;

    private GnuTar() {}

    /** One file of an archive. */
    public record Entry(String name, TarAttributes attributes, Bytes content) {}

    /**
     * Packs files in the given order.
     *
     * @throws BadInput if a name is not a relative path without {@code ..}, or occurs twice
     */
    public static Bytes write(String name, List<Entry> entries) throws BadInput {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Set<String> names = new HashSet<>();
        for (Entry entry : entries) {
            checkName(name, entry.name());
            if (!names.add(entry.name())) {
                throw new BadInput(name, "'" + entry.name() + "' occurs twice", "Give each file another name.");
            }
            entry.attributes().check(name + ": " + entry.name());
            out.writeBytes(header(entry).toByteArray());
            out.writeBytes(entry.content().toArray());
            pad(out, BLOCK);
        }
        out.writeBytes(new byte[2 * BLOCK]);
        pad(out, RECORD);
        return Bytes.of(name, out.toByteArray());
    }

    /**
     * Unpacks an archive of {@link #write} or {@link GrubTar#write}.
     *
     * @throws BadInput if a header is damaged, if {@link #write} would refuse a name, or if the archive contains anything but
     *     regular files
     */
    public static List<Entry> read(Bytes archive) throws BadInput {
        List<Entry> entries = new ArrayList<>();
        String longName = "";
        long at = 0;
        while (at < archive.length() && !archive.slice(at, BLOCK).isZero()) {
            GnuTarHeader header = GnuTarHeader.read(archive.slice(at, BLOCK));
            Bytes content = archive.slice(at + BLOCK, header.size());
            if (header.type() == GnuTarHeader.LONG_NAME) {
                longName = content.withoutTrailingZeros().utf8();
            } else {
                String name = longName.isEmpty() ? header.name() : longName;
                checkName(archive.name(), name);
                entries.add(new Entry(name, header.attributes(), content));
                longName = "";
            }
            at += BLOCK + (header.size() + BLOCK - 1) / BLOCK * BLOCK;
        }
        if (!longName.isEmpty()) {
            throw new BadInput(archive.name(), "it ends between a name and its file", "The archive is cut off.");
        }
        return entries;
    }

    private static GnuTarHeader header(Entry entry) throws BadInput {
        if (entry.name().getBytes(StandardCharsets.UTF_8).length > GnuTarHeader.LONGEST_NAME) {
            throw new BadInput(entry.name(), "longer than 100 bytes", "Use a shorter path.");
        }
        return new GnuTarHeader(
                GnuTarHeader.REGULAR,
                entry.name(),
                "",
                entry.attributes(),
                entry.content().length());
    }

    static void pad(ByteArrayOutputStream out, int unit) {
        out.writeBytes(new byte[(unit - out.size() % unit) % unit]);
    }

    static void checkName(String archive, String name) throws BadInput {
        String path = "/" + name + "/";
        if (name.indexOf('\0') >= 0 || path.contains("//") || path.contains("/../") || path.endsWith("/./")) {
            throw new BadInput(
                    archive, "'" + name + "' is not a path inside an archive", "Use a relative path without '..'.");
        }
    }
}
