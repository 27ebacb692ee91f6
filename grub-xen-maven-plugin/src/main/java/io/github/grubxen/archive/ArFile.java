// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.archive;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.InputFile;
import io.github.grubxen.io.NamedInput;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The members of an ar archive in their order.
 *
 * <p>Source: deb(5), ar(5).
 *
 * @param file the archive
 * @param members the members with a valid header and complete contents
 * @param end offset after the last of these members
 * @param size size of the archive, in bytes; larger than the end if other data follows the members
 */
public record ArFile(Path file, List<ArMember> members, long end, long size) {
    private static final String MAGIC = "!<arch>\n";

    /** Maximum number of members, far more than in any package. */
    private static final int MAX_MEMBERS = 1000;

    /**
     * Reads all headers.
     *
     * @throws BadInput if the file is missing or does not begin as an ar archive
     */
    public static ArFile read(Path file) throws IOException {
        InputFile.check(file, file.toString(), "Give the path of a Debian package.");
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            if (!text(channel, 0, MAGIC.length()).equals(MAGIC)) {
                throw new BadInput(
                        file, "does not begin with !<arch>, so it is not an ar archive", "Give a Debian package.");
            }
            List<ArMember> members = new ArrayList<>();
            long at = MAGIC.length();
            Optional<ArMember> member = member(channel, at);
            while (member.isPresent() && members.size() < MAX_MEMBERS) {
                members.add(member.get());
                at = Math.min(member.get().end(), channel.size());
                member = member(channel, at);
            }
            return new ArFile(file, List.copyOf(members), at, channel.size());
        } catch (BadInput e) {
            throw e;
        } catch (IOException e) {
            throw InputFile.unreadable(file.toString(), e);
        }
    }

    /** A reader of a member's bytes, which can be marked and reset. */
    public InputStream open(ArMember member) throws IOException {
        SeekableByteChannel channel = Files.newByteChannel(file);
        channel.position(member.offset());
        return new BufferedInputStream(
                new Limited(NamedInput.of(file, Channels.newInputStream(channel)), member.size())) {
            @Override
            public void close() throws IOException {
                channel.close();
            }
        };
    }

    private static Optional<ArMember> member(SeekableByteChannel channel, long at) throws IOException {
        String header = text(channel, at, ArMember.HEADER);
        if (header.length() < ArMember.HEADER) {
            return Optional.empty();
        }
        Optional<ArMember> read = ArMember.read(header, at + ArMember.HEADER);
        if (read.isEmpty() || read.get().size() > channel.size() - read.get().offset()) {
            return Optional.empty();
        }
        ArMember m = read.get();
        boolean padded =
                m.size() % 2 == 0 || text(channel, m.offset() + m.size(), 1).equals("\n");
        return Optional.of(new ArMember(m.name(), m.time(), m.uid(), m.gid(), m.mode(), m.offset(), m.size(), padded));
    }

    /** The bytes at an offset, one character each; fewer at the end of the file. */
    private static String text(SeekableByteChannel channel, long at, int length) throws IOException {
        byte[] bytes = Channels.newInputStream(channel.position(at)).readNBytes(length);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
