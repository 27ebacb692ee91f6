// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Computes one digest of everything that determines a file: records (component by component), collections, maps, texts, numbers
 * and bytes. A component that is added to a record is included automatically. Not thread-safe.
 */
public final class Fingerprint {
    private final SeriesDigest digests = new SeriesDigest("SHA-256");

    /** The first part of the last concatenated bytes, and its digest. */
    private Bytes first = Bytes.of("nothing", new byte[0]);

    private String firstSum = "";

    /** An object that determines its own part of a fingerprint. */
    public interface Component {
        /** The value to include, of any kind that a fingerprint supports. */
        Object part() throws IOException;
    }

    /**
     * The fingerprint, 64 hexadecimal digits.
     *
     * @throws IllegalArgumentException if a part is of an unsupported kind
     */
    public String of(Object... parts) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Object part : parts) {
                add(digest, part);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void add(MessageDigest digest, Object part) throws IOException {
        if (part instanceof Component itself) {
            add(digest, itself.part());
        } else if (part instanceof Bytes bytes && bytes.parts().size() > 1) {
            together(digest, bytes.parts());
        } else if (part instanceof Bytes bytes) {
            text(digest, digests.of(bytes.view()));
        } else if (part instanceof Optional<?> optional) {
            text(digest, optional.isPresent() ? "some" : "none");
            if (optional.isPresent()) {
                add(digest, optional.get());
            }
        } else if (part instanceof Collection<?> several) {
            text(digest, several.size() + " parts");
            for (Object one : several) {
                add(digest, one);
            }
        } else if (part instanceof Map<?, ?> map) {
            add(digest, map.entrySet());
        } else if (part instanceof Map.Entry<?, ?> entry) {
            add(digest, entry.getKey());
            add(digest, entry.getValue());
        } else if (part instanceof Record) {
            components(digest, part);
        } else if (part instanceof CharSequence
                || part instanceof Number
                || part instanceof Boolean
                || part instanceof Enum
                || part instanceof OptionalInt) {
            text(digest, part.toString());
        } else {
            throw new IllegalArgumentException("no part of a key: " + part.getClass());
        }
    }

    /** Adds concatenated bytes, part by part. Images share the first part, GRUB's own files. */
    private void together(MessageDigest digest, List<Bytes> parts) {
        text(digest, parts.size() + " parts of bytes");
        if (firstSum.isEmpty() || !parts.get(0).equals(first)) {
            first = parts.get(0);
            firstSum = digests.of(first.view());
        }
        text(digest, firstSum);
        for (Bytes part : parts.subList(1, parts.size())) {
            text(digest, digests.of(part.view()));
        }
    }

    private void components(MessageDigest digest, Object part) throws IOException {
        text(digest, part.getClass().getSimpleName());
        for (RecordComponent component : part.getClass().getRecordComponents()) {
            text(digest, component.getName());
            try {
                var accessor = component.getAccessor();
                accessor.setAccessible(true);
                add(digest, accessor.invoke(part));
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException("a record that cannot be read: " + part.getClass(), e);
            }
        }
    }

    /** Adds a text with its length, so that different sequences of texts never give the same bytes. */
    private static void text(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
    }
}
