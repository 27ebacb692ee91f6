// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.archive;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads a tar archive entry by entry, and returns each entry unchanged, so that problems in the archive can be found.
 *
 * <p>Source: GNU tar manual, "Basic Tar Format"; deb(5) for the parts that dpkg reads.
 */
public final class TarStream {
    private static final int BLOCK = GnuTar.BLOCK;

    /** Maximum size of a name or target, in bytes: longer than any that dpkg and the kernel can use. */
    private static final long LONGEST = 1 << 16;

    private static final char LONG_NAME = 'L';
    private static final char LONG_LINK = 'K';

    private final String name;
    private final InputStream in;
    private long at;
    private Limited content = new Limited(InputStream.nullInputStream(), 0);
    private long padding;
    private String flaw = "";

    /** An archive under a name for messages. */
    public TarStream(String name, InputStream in) {
        this.name = name;
        this.in = in;
    }

    /**
     * The next entry; empty at the end. The rest of the previous entry is skipped.
     *
     * @throws BadInput if there is no valid header, or if the archive is cut off; the message names the offset
     */
    public Optional<TarMember> next() throws IOException {
        String longName = "";
        String longLink = "";
        while (true) {
            skipContent();
            long start = at;
            byte[] block = in.readNBytes(BLOCK);
            at += block.length;
            if (block.length == 0
                    || (block.length == BLOCK && Bytes.of(name, block).isZero())) {
                end(block.length);
                return Optional.empty();
            }
            if (block.length < BLOCK) {
                throw bad(start, "cut off in a header");
            }
            TarMember member = TarHeader.read(name, start, Bytes.of(name, block));
            content = new Limited(in, member.size());
            padding = (BLOCK - member.size() % BLOCK) % BLOCK;
            at += member.size() + padding;
            if (member.type() == LONG_NAME) {
                longName = text(start);
            } else if (member.type() == LONG_LINK) {
                longLink = text(start);
            } else {
                return Optional.of(new TarMember(
                        longName.isEmpty() ? member.name() : longName,
                        member.type(),
                        longLink.isEmpty() ? member.link() : longLink,
                        member.attributes(),
                        member.size(),
                        member.magic(),
                        start));
            }
        }
    }

    /**
     * The bytes of the entry that {@link #next} returned. If bytes are missing, the following call of {@link #next} reports it.
     */
    public InputStream content() {
        return content;
    }

    /** The problem with the archive's end. Call this after the last entry. Empty if there is none. */
    public String flaw() {
        return flaw;
    }

    private void end(int first) throws IOException {
        byte[] second = in.readNBytes(BLOCK);
        if (first < BLOCK || second.length < BLOCK || !Bytes.of(name, second).isZero()) {
            flaw = "is not ended by two blocks of zeros";
        }
        byte[] buffer = new byte[1 << 16];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            if (flaw.isEmpty() && !Bytes.of(name, buffer).slice(0, n).isZero()) {
                flaw = "has data after its end, which dpkg never reads";
            }
        }
    }

    private void skipContent() throws IOException {
        content.transferTo(OutputStream.nullOutputStream());
        if (content.left() > 0 || in.readNBytes((int) padding).length < padding) {
            throw bad(at, "cut off in a file");
        }
        content = new Limited(InputStream.nullInputStream(), 0);
        padding = 0;
    }

    /** The content as a name, with or without a final zero. */
    private String text(long start) throws IOException {
        byte[] bytes = Bytes.readAll(name, content, LONGEST).toArray();
        int end = bytes.length > 0 && bytes[bytes.length - 1] == 0 ? bytes.length - 1 : bytes.length;
        String text = decode(name, start, Bytes.of(name, bytes).slice(0, end));
        if (text.isEmpty() || text.indexOf('\0') >= 0) {
            throw bad(start, "a long name that is empty, or has a zero byte in it");
        }
        return text;
    }

    static String decode(String archive, long at, Bytes text) throws BadInput {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(text.toArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new BadInput(
                    archive + " at offset 0x" + Long.toHexString(at),
                    "the name '" + text.latin1() + "' is not UTF-8",
                    "Rename the file.");
        }
    }

    private BadInput bad(long at, String problem) {
        return new BadInput(name + " at offset 0x" + Long.toHexString(at), problem, "Build the package again.");
    }
}
