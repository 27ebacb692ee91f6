// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.difference;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import java.util.List;
import java.util.Optional;

/**
 * An image that was read, or the reason why it cannot be.
 *
 * @param contents its contents
 * @param problem the problem, if it has no contents
 */
record ReadImage(Optional<ImageContents> contents, String problem) {
    static ReadImage of(Bytes file) {
        try {
            return new ReadImage(Optional.of(ImageContents.of(file)), "");
        } catch (BadInput e) {
            return new ReadImage(Optional.empty(), e.diagnostic().problem());
        }
    }

    /** The differences to a newer image. */
    ImageDifference.Found to(ReadImage newer) {
        if (contents.isPresent() && newer.contents.isPresent()) {
            return ImageDifference.of(contents.get(), newer.contents.get());
        }
        String which = contents.isEmpty() ? "the former image" : "the newer image";
        String words = which + " cannot be read: " + (contents.isEmpty() ? problem : newer.problem);
        return new ImageDifference.Found(List.of(Part.of("bytes", words)), List.of());
    }
}
