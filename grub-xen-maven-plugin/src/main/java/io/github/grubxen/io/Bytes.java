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
 * Immutable bytes with a name, read little-endian and within bounds. Reading out of bounds throws a {@link BadInput} that names
 * the file and the offset. Two objects are equal if their contents are equal, whatever their names.
 */
public final class Bytes {
    private final String name;
    private final int start;
    private final int length;

    /** The array that contains the bytes. Concatenated bytes are copied into one array when single bytes are first read. */
    private volatile byte[] whole;

    /** The concatenated parts; empty if the bytes are not a concatenation. */
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

    /** The given array, with a name for messages. The array is not copied, so the caller must not change it afterwards. */
    public static Bytes of(String name, byte[] array) {
        return new Bytes(name, array, 0, array.length);
    }

    /**
     * Reads a whole regular file.
     *
     * @param limit the maximum size for this kind of file, in bytes
     * @throws BadInput if the file is missing, is not a regular file, or is larger than the limit
     */
    public static Bytes read(Path file, long limit) throws IOException {
        return read(file, file.toString(), limit);
    }

    /** As {@link #read(Path, long)}, with another name for messages. */
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

    /** Reads the rest of a stream. More than {@code limit} bytes are a {@link BadInput}. */
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

    /** The place of these bytes for messages: the file, with an offset if the bytes do not begin the file. */
    public Place place() {
        return start == 0 ? new Place.File(name) : place(0);
    }

    /** The place of an offset in these bytes. The place counts from the beginning of the file, also for a part of the file. */
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

    /** The 64-bit number at an offset. Numbers above 2^63-1 are refused, because they cannot be valid addresses or sizes. */
    public long u64(long at) throws BadInput {
        long value = buffer(at, 8).getLong();
        if (value < 0) {
            throw outside(at, "the 64-bit number is out of range");
        }
        return value;
    }

    /** A part of these bytes, not copied. */
    public Bytes slice(long at, long size) throws BadInput {
        check(at, size);
        return new Bytes(name, array(), start + (int) at, (int) size);
    }

    /** The bytes from an offset to the end, not copied. */
    public Bytes from(long at) throws BadInput {
        return slice(at, length - at);
    }

    /** The text from an offset to the next zero byte or the end, with one character for each byte. */
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

    /** All bytes as text, with one character for each byte. */
    public String latin1() {
        return new String(array(), start, length, StandardCharsets.ISO_8859_1);
    }

    /** All bytes as UTF-8 text. */
    public String utf8() {
        return new String(array(), start, length, StandardCharsets.UTF_8);
    }

    /** These bytes without the zero bytes at the end. */
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

    /** Whether these characters, one byte each, are at an offset. */
    public boolean has(long at, String latin1) {
        byte[] wanted = latin1.getBytes(StandardCharsets.ISO_8859_1);
        return at >= 0
                && at <= length - wanted.length
                && Arrays.equals(array(), start + (int) at, start + (int) at + wanted.length, wanted, 0, wanted.length);
    }

    /** Offset of the first byte with a value, or -1. */
    public int indexOf(int value) {
        byte[] array = array();
        for (int i = 0; i < length; i++) {
            if (array[start + i] == (byte) value) {
                return i;
            }
        }
        return -1;
    }

    /** These bytes followed by others, with the name of these. Nothing is copied until a part of the result is read. */
    public Bytes concat(Bytes others) {
        return new Bytes(this, others);
    }

    /** The concatenated parts in their order; only these bytes themselves if they are not a concatenation. */
    List<Bytes> parts() {
        return parts.isEmpty() ? List.of(this) : parts;
    }

    /** The same bytes as a buffer, which must not be changed. */
    ByteBuffer view() {
        return ByteBuffer.wrap(array(), start, length);
    }

    /** A copy of the bytes. */
    public byte[] toArray() {
        return Arrays.copyOfRange(array(), start, start + length);
    }

    /** A stream that reads the bytes. */
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
