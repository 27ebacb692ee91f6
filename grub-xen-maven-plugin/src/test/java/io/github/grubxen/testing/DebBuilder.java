// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.testing;

import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Writes a good package of given entries, or one with a single thing wrong. */
public final class DebBuilder {
    private final String name;
    private final List<TarWriter.Entry> data = new ArrayList<>(List.of(TarWriter.Entry.directory("./")));
    private final Map<String, String> control = new LinkedHashMap<>();
    private final Map<String, byte[]> members = new LinkedHashMap<>();
    private String fields = "";

    /** An empty package, version 1, architecture all. */
    public DebBuilder(String name) {
        this.name = name;
    }

    /** Adds entries to what it installs, as they are. */
    public DebBuilder with(TarWriter.Entry... entries) {
        data.addAll(List.of(entries));
        return this;
    }

    /** Adds a file with the directories above it that are not there yet. */
    public DebBuilder file(String path, byte[] content) {
        directories(path);
        return with(TarWriter.Entry.file("./" + path, content));
    }

    /** Adds a symbolic link with the directories above it that are not there yet. */
    public DebBuilder link(String path, String target) {
        directories(path);
        return with(TarWriter.Entry.link("./" + path, target));
    }

    /** Adds lines to the control file. */
    public DebBuilder fields(String lines) {
        fields += lines;
        return this;
    }

    /** Sets a control file in place of the right one. */
    public DebBuilder control(String file, String content) {
        control.put(file, content);
        return this;
    }

    /** Sets a member of the ar archive in place of the right one. */
    public DebBuilder member(String member, byte[] content) {
        members.put(member, content);
        return this;
    }

    /** The bytes of the payload. */
    public byte[] data() {
        return TarWriter.write(data);
    }

    /** The bytes of the control data. */
    public byte[] control() {
        Map<String, String> files = new LinkedHashMap<>(control);
        StringBuilder sums = new StringBuilder();
        long size = 1;
        for (TarWriter.Entry entry : data) {
            size += entry.type() == '0' ? (entry.content().length() + 1023) / 1024 : entry.type() == '1' ? 0 : 1;
            if (entry.type() == '0') {
                sums.append(md5(entry.content()))
                        .append("  ")
                        .append(entry.name().replaceFirst("^\\./", ""))
                        .append('\n');
            }
        }
        for (Map.Entry<String, String> file : control.entrySet()) {
            size += file.getKey().matches("control|md5sums")
                    ? 0
                    : (file.getValue().length() + 1023) / 1024;
        }
        files.putIfAbsent(
                "control",
                "Package: " + name + "\nVersion: 1\nArchitecture: all\nMaintainer: m <m@example.org>\n" + fields
                        + "Installed-Size: " + size + "\nDescription: d\n");
        files.putIfAbsent("md5sums", sums.toString());
        List<TarWriter.Entry> entries = new ArrayList<>(List.of(TarWriter.Entry.directory("./")));
        files.forEach((file, content) -> entries.add(TarWriter.Entry.file("./" + file, content)));
        return TarWriter.write(entries);
    }

    /** The package's bytes. */
    public byte[] toByteArray() throws IOException {
        Map<String, byte[]> all = new LinkedHashMap<>();
        all.put("debian-binary", "2.0\n".getBytes(StandardCharsets.US_ASCII));
        all.put("control.tar.xz", xz(control()));
        all.put("data.tar.xz", xz(data()));
        all.putAll(members);
        return ar(all);
    }

    /** Writes the package under its conventional name. */
    public Path write(Path directory) throws IOException {
        return Files.write(directory.resolve(name + "_1_all.deb"), toByteArray());
    }

    /** An ar archive of members of root's; an empty content leaves the member out. */
    public static byte[] ar(Map<String, byte[]> members) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("!<arch>\n".getBytes(StandardCharsets.US_ASCII));
        members.forEach((member, content) -> {
            if (content.length > 0) {
                String header = String.format(
                        Locale.ROOT, "%-16s%-12d%-6d%-6d%-8s%-10d`\n", member, 0, 0, 0, "100644", content.length);
                out.writeBytes(header.getBytes(StandardCharsets.US_ASCII));
                out.writeBytes(content);
                out.writeBytes(content.length % 2 == 0 ? new byte[0] : new byte[] {'\n'});
            }
        });
        return out.toByteArray();
    }

    /** The bytes, compressed. */
    public static byte[] xz(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (XZOutputStream xz = new XZOutputStream(out, new LZMA2Options(1))) {
            xz.write(bytes);
        }
        return out.toByteArray();
    }

    private void directories(String path) {
        for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
            TarWriter.Entry directory = TarWriter.Entry.directory("./" + path.substring(0, slash + 1));
            if (data.stream().noneMatch(entry -> entry.name().equals(directory.name()))) {
                data.add(directory);
            }
        }
    }

    private static String md5(Bytes content) {
        try {
            return Digest.of("MD5", content.openStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
