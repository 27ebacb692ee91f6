// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.archive;

import io.github.grubxen.io.Bytes;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.apache.commons.compress.archivers.cpio.CpioArchiveEntry;
import org.apache.commons.compress.archivers.cpio.CpioArchiveOutputStream;
import org.apache.commons.compress.archivers.cpio.CpioConstants;

/**
 * An initial RAM file system for Linux: a cpio archive in the format newc, in which root owns everything. Parent directories
 * are added as needed.
 *
 * <p>Source: Linux, Documentation/driver-api/early-userspace/buffer-format.rst.
 */
public final class NewcCpio implements AutoCloseable {
    private final CpioArchiveOutputStream out;
    private final Set<String> directories = new HashSet<>();

    /** Writes to a stream, which is closed with this. */
    public NewcCpio(OutputStream stream) {
        out = new CpioArchiveOutputStream(
                stream, CpioConstants.FORMAT_NEW, CpioConstants.BLOCK_SIZE, StandardCharsets.UTF_8.name());
    }

    /** Adds a directory and its parent directories, readable by all. */
    public NewcCpio directory(String path) throws IOException {
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            addDirectory(path.substring(0, slash));
        }
        addDirectory(path);
        return this;
    }

    /**
     * Adds a file.
     *
     * @param mode permission bits
     */
    public NewcCpio file(String path, int mode, Bytes content) throws IOException {
        return add(path, CpioConstants.C_ISREG | mode, content.toArray());
    }

    /** Adds a symbolic link. */
    public NewcCpio link(String path, String target) throws IOException {
        return add(path, CpioConstants.C_ISLNK | 0777, target.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    private void addDirectory(String path) throws IOException {
        if (directories.add(path)) {
            put(path, CpioConstants.C_ISDIR | 0755, new byte[0]);
        }
    }

    private NewcCpio add(String path, long mode, byte[] content) throws IOException {
        if (path.contains("/")) {
            directory(path.substring(0, path.lastIndexOf('/')));
        }
        put(path, mode, content);
        return this;
    }

    private void put(String path, long mode, byte[] content) throws IOException {
        CpioArchiveEntry entry = new CpioArchiveEntry(CpioConstants.FORMAT_NEW, path, content.length);
        entry.setMode(mode);
        entry.setNumberOfLinks(1);
        out.putArchiveEntry(entry);
        out.write(content);
        out.closeArchiveEntry();
    }
}
