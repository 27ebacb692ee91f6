// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.guest;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Digest;
import io.github.grubxen.kernel.Initrd;
import io.github.grubxen.kernel.LinuxKernel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Kernels and initrds by their digests, so that many guests with the same file need it read once. Thread-safe. */
public final class KnownFiles {
    private final Map<String, LinuxKernel> kernels = new ConcurrentHashMap<>();
    private final Map<String, Initrd> initrds = new ConcurrentHashMap<>();

    private interface Reader<T> {
        T read(Bytes file) throws IOException;
    }

    /**
     * A kernel, with the name of this file.
     *
     * @throws BadInput if it is not a kernel
     */
    public LinuxKernel kernel(Bytes file) throws IOException {
        return known(kernels, file, LinuxKernel::read).named(file.name());
    }

    /** An initrd, with the name of this file. */
    public Initrd initrd(Bytes file) throws IOException {
        return known(initrds, file, Initrd::read).named(file.name());
    }

    private static <T> T known(Map<String, T> all, Bytes file, Reader<T> reader) throws IOException {
        try {
            return all.computeIfAbsent(Digest.sha256(file), digest -> {
                try {
                    return reader.read(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
