// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab.machine;

import com.github.luben.zstd.ZstdInputStream;
import io.github.grubxen.elf.ElfFile;
import io.github.grubxen.io.Bytes;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * The kernel modules that dom0 loads, each after its dependencies. The dependencies come from the modules' field
 * {@code depends}, so depmod is not needed. A module without a file is assumed to be built into the kernel.
 *
 * <p>Source: Linux, include/linux/module.h, MODULE_INFO.
 */
public final class Dom0Modules {
    /** Pattern for the modules' paths in the kernel's package. */
    static final String PATHS = "usr/lib/modules/[^/]+/kernel/drivers/(xen|virtio|block)/.*\\.ko(\\.xz|\\.zst|\\.gz)?";

    /** The modules that dom0 loads when it starts. */
    static final List<String> AT_START = List.of(
            "xen-evtchn",
            "xen-gntdev",
            "xen-gntalloc",
            "xen-privcmd",
            "xenfs",
            "xen-blkback",
            "virtio_pci",
            "virtio_blk");

    /** The module that dom0 loads for each guest. */
    static final String RAM_DISK = "brd";

    private static final long MAX_FILE_BYTES = 1 << 24;

    private final Sysroot packages;
    private final Map<String, Bytes> found = new LinkedHashMap<>();

    Dom0Modules(Sysroot packages) {
        this.packages = packages;
    }

    /** The given modules and their dependencies, in the order of loading. */
    Map<String, Bytes> inOrder(List<String> names) throws IOException {
        for (String name : names) {
            add(name, new ArrayList<>());
        }
        return found;
    }

    /** The file of a module, decompressed. */
    Optional<Bytes> file(String name) throws IOException {
        String pattern = name.replaceAll("[-_]", "[-_]");
        List<String> paths = packages.matching(".*/" + pattern + "\\.ko(\\.xz|\\.zst|\\.gz)?");
        if (paths.isEmpty()) {
            return Optional.empty();
        }
        Path path = packages.file(paths.get(0));
        try (InputStream in = decompressed(path)) {
            return Optional.of(Bytes.readAll(path.toString(), in, MAX_FILE_BYTES));
        }
    }

    /**
     * Decompresses a module, which can have any compression that Linux supports (kernel/module/Kconfig,
     * MODULE_COMPRESS).
     */
    private static InputStream decompressed(Path path) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(path));
        String name = path.toString();
        if (name.endsWith(".xz")) {
            return new XZCompressorInputStream(in);
        }
        if (name.endsWith(".zst")) {
            return new ZstdInputStream(in);
        }
        return name.endsWith(".gz") ? new GZIPInputStream(in) : in;
    }

    private void add(String asWritten, List<String> above) throws IOException {
        String name = asWritten.replace('-', '_'); // the kernel treats both as equal
        if (found.containsKey(name) || above.contains(name)) {
            return;
        }
        Optional<Bytes> file = file(name);
        if (file.isPresent()) {
            List<String> path = new ArrayList<>(above);
            path.add(name);
            for (String needed : needed(file.get())) {
                add(needed, path);
            }
            found.put(name, file.get());
        }
    }

    /** The names in a module's field {@code depends}. */
    static List<String> needed(Bytes module) throws IOException {
        Bytes info = ElfFile.read(module).section(".modinfo").orElse(Bytes.of("", new byte[0]));
        for (String field : info.utf8().split("\0", -1)) {
            if (field.startsWith("depends=")) {
                String names = field.substring("depends=".length());
                return names.isBlank() ? List.of() : List.of(names.split(",", -1));
            }
        }
        return List.of();
    }
}
