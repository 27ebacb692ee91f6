// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.io;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Immutable bytes with a name, read little-endian and within bounds: whatever lies outside is a {@link BadInput} that
 * names the file and the offset. Two are equal when their contents are; the name does not count.
 */
public final class Bytes {
    private final String name;
    private final int start;
    private final int length;

    /** The bytes among others; of two that were put together they are copied when they are first read one by one. */
    private volatile byte[] whole;

    /** What was put together, or nothing. */
    private final List<Bytes> parts;

    private Bytes(String name, byte[] array, int start, int length) {
        this.name = name;
        this.start = start;
        this.length = length;
        whole = array;
        parts = List.of();
    }

    private Bytes(Bytes first, Bytes second) {
        name = first.name;
        start = 0;
        length = Math.addExact(first.length, second.length);
        whole = new byte[0];
        parts = Stream.of(first, second).flatMap(part -> part.parts().stream()).toList();
    }

    /** The given array as it is (not copied: it must not be changed afterwards), under a name for messages. */
    public static Bytes of(String name, byte[] array) {
        return new Bytes(name, array, 0, array.length);
    }

    /**
     * A whole regular file.
     *
     * @param limit the largest size in bytes that makes sense for this kind of file
     * @throws BadInput when it is missing, not a regular file, or larger than the limit
     */
    public static Bytes read(Path file, long limit) throws IOException {
        return read(file, file.toString(), limit);
    }

    /** As {@link #read(Path, long)}, under another name for messages than the file's own. */
    public static Bytes read(Path file, String name, long limit) throws IOException {
        InputFile.check(file, name, "Check the path.");
        if (Files.size(file) > limit) {
            throw tooLarge(name, limit);
        }
        try (InputStream in = Files.newInputStream(file)) {
            return readAll(name, in, limit);
        } catch (NoSuchFileException e) {
            throw new BadInput(name, "disappeared while it was read", "Build again.");
        } catch (BadInput e) {
            throw e;
        } catch (IOException e) {
            throw InputFile.unreadable(name, e);
        }
    }

    /** What is left of a stream, at most {@code limit} bytes of it; more is a {@link BadInput}. */
    public static Bytes readAll(String name, InputStream in, long limit) throws IOException {
        byte[] all = in.readNBytes((int) Math.min(limit + 1, Integer.MAX_VALUE - 16));
        if (all.length > limit) {
            throw tooLarge(name, limit);
        }
        return of(name, all);
    }

    private static BadInput tooLarge(String name, long limit) {
        return new BadInput(
                new Place.File(name), "larger than " + limit + " bytes", "Check that this is the right file.");
    }

    /** The name that messages use. */
    public String name() {
        return name;
    }

    /** Where these bytes are, as messages name it: the file, with an offset for a part that does not begin it. */
    public Place place() {
        return start == 0 ? new Place.File(name) : place(0);
    }

    /** The place of an offset, which is counted from the beginning of the file, also in a part of it. */
    public Place place(long at) {
        return new Place.Offset(name, start + at);
    }

    /** Size in bytes. */
    public int length() {
        return length;
    }

    /** The unsigned byte at an offset. */
    public int u8(long at) throws BadInput {
        return buffer(at, 1).get() & 0xff;
    }

    /** The unsigned 16-bit number at an offset. */
    public int u16(long at) throws BadInput {
        return buffer(at, 2).getShort() & 0xffff;
    }

    /** The unsigned 32-bit number at an offset. */
    public long u32(long at) throws BadInput {
        return buffer(at, 4).getInt() & 0xffff_ffffL;
    }

    /** The 64-bit number at an offset; one above 2^63-1 cannot be an address or size of ours and is refused. */
    public long u64(long at) throws BadInput {
        long value = buffer(at, 8).getLong();
        if (value < 0) {
            throw outside(at, "the 64-bit number is out of range");
        }
        return value;
    }

    /** A part, without copying. */
    public Bytes slice(long at, long size) throws BadInput {
        check(at, size);
        return new Bytes(name, array(), start + (int) at, (int) size);
    }

    /** All from an offset to the end, without copying. */
    public Bytes from(long at) throws BadInput {
        return slice(at, length - at);
    }

    /** The text from an offset up to the next zero byte (or the end), one character a byte. */
    public String text(long at) throws BadInput {
        check(at, 0);
        int first = start + (int) at;
        int end = first;
        byte[] array = array();
        while (end < start + length && array[end] != 0) {
            end++;
        }
        return new String(array, first, end - first, StandardCharsets.ISO_8859_1);
    }

    /** The whole as text, one character a byte. */
    public String latin1() {
        return new String(array(), start, length, StandardCharsets.ISO_8859_1);
    }

    /** The whole as UTF-8 text. */
    public String utf8() {
        return new String(array(), start, length, StandardCharsets.UTF_8);
    }

    /** Without the zero bytes at the end. */
    public Bytes withoutTrailingZeros() {
        int end = length;
        byte[] array = array();
        while (end > 0 && array[start + end - 1] == 0) {
            end--;
        }
        return new Bytes(name, array, start, end);
    }

    /** Whether every byte is zero. */
    public boolean isZero() {
        return withoutTrailingZeros().length == 0;
    }

    /** Whether these characters, one byte each, stand at an offset. */
    public boolean has(long at, String latin1) {
        byte[] wanted = latin1.getBytes(StandardCharsets.ISO_8859_1);
        return at >= 0
                && at <= length - wanted.length
                && Arrays.equals(array(), start + (int) at, start + (int) at + wanted.length, wanted, 0, wanted.length);
    }

    /** Offset of the first byte of that value, or -1. */
    public int indexOf(int value) {
        byte[] array = array();
        for (int i = 0; i < length; i++) {
            if (array[start + i] == (byte) value) {
                return i;
            }
        }
        return -1;
    }

    /** These bytes and others behind them, under the name of these; they are not copied before a part of all is read. */
    public Bytes concat(Bytes others) {
        return new Bytes(this, others);
    }

    /** What these were put together of, in their order: themselves alone, if of nothing. */
    List<Bytes> parts() {
        return parts.isEmpty() ? List.of(this) : parts;
    }

    /** The same bytes, which must not be changed. */
    ByteBuffer view() {
        return ByteBuffer.wrap(array(), start, length);
    }

    /** A copy. */
    public byte[] toArray() {
        return Arrays.copyOfRange(array(), start, start + length);
    }

    /** A reader of the same bytes. */
    public InputStream openStream() {
        return new ByteArrayInputStream(array(), start, length);
    }

    /** Puts all bytes into a buffer. */
    public void writeTo(ByteBuffer out) {
        for (Bytes part : parts()) {
            out.put(part.array(), part.start, part.length);
        }
    }

    /** Writes all bytes to a stream. */
    public void writeTo(OutputStream out) throws IOException {
        for (Bytes part : parts()) {
            out.write(part.array(), part.start, part.length);
        }
    }

    @Override
    public boolean equals(Object other) {
        if (other == this) {
            return true;
        }
        return other instanceof Bytes that
                && Arrays.equals(array(), start, start + length, that.array(), that.start, that.start + that.length);
    }

    @Override
    public int hashCode() {
        return ByteBuffer.wrap(array(), start, length).hashCode();
    }

    @Override
    public String toString() {
        return name + " (" + length + " bytes)";
    }

    private byte[] array() {
        byte[] array = whole;
        if (array.length < length) {
            array = new byte[length];
            writeTo(ByteBuffer.wrap(array));
            whole = array;
        }
        return array;
    }

    private ByteBuffer buffer(long at, int size) throws BadInput {
        check(at, size);
        return ByteBuffer.wrap(array(), start + (int) at, size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void check(long at, long size) throws BadInput {
        if (at < 0 || size < 0 || at > length || size > length - at) {
            throw outside(at, size + " bytes are needed there, but only " + Math.max(0, length - at) + " are left");
        }
    }

    private BadInput outside(long at, String problem) {
        return new BadInput(place(at), problem, "The file is cut off or damaged; get it again.");
    }
}
