// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.kernel;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import java.io.IOException;
import java.util.Optional;

/**
 * A Linux kernel for x86 as distributions ship it: a program that decompresses its payload, the file vmlinux.
 *
 * <p>Source: Linux, Documentation/arch/x86/boot.rst, fields setup_sects, header, payload_offset and payload_length.
 *
 * @param file the whole file
 * @param header its setup header
 */
public record BzImage(Bytes file, SetupHeader header) {
    /** The largest kernel that is read, compressed or not, in bytes. */
    public static final long MAX_BYTES = 1 << 28;

    /**
     * Reads the header of a kernel.
     *
     * @throws BadInput if the file does not begin as a kernel, or ends within its header
     */
    public static BzImage of(Bytes file) throws BadInput {
        if (!SetupHeader.isIn(file)) {
            throw new BadInput(file.name(), "not a Linux kernel for x86", "Give a bzImage.");
        }
        return new BzImage(file, SetupHeader.read(file));
    }

    /** The payload, still compressed. Empty if the kernel does not say where it is, as before Linux 2.6.26. */
    public Bytes payload() throws BadInput {
        return file.slice(header.payloadLength() == 0 ? 0 : header.payloadStart(), header.payloadLength());
    }

    /** The compression of the payload, determined from its first bytes. */
    public KernelCompression compression() throws BadInput {
        return KernelCompression.of(payload());
    }

    /** The kernel's ELF file, decompressed. Empty for an unknown compression, and if a program for it is missing. */
    public Optional<Bytes> vmlinux() throws IOException {
        return new Decompressor(file.name() + ", decompressed", MAX_BYTES).decompressed(payload());
    }
}
