// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.format;

import io.github.grubxen.io.Bytes;
import java.nio.ByteBuffer;

/**
 * One object of an image.
 *
 * @param type its kind
 * @param content its bytes, without the final zero and the padding; if a module was read from an image, with the
 *     padding
 */
public record ImageObject(ObjectType type, Bytes content) {
    static final int HEADER = 8;

    /** Size in bytes with header and padding. */
    long size(int wordSize) {
        return HEADER + type.space(content.length(), wordSize);
    }

    void writeTo(ByteBuffer out, int wordSize, ObjectNumbers numbers) {
        int end = out.position() + (int) size(wordSize);
        out.putInt(type.number(numbers)).putInt((int) (HEADER + type.declared(content.length(), wordSize)));
        content.writeTo(out);
        out.put(new byte[end - out.position()]);
    }
}
