// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab.machine;

import io.github.grubxen.archive.NewcCpio;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.BuildLog;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Directories;
import io.github.grubxen.io.Progress;
import io.github.grubxen.kernel.BzImage;
import io.github.grubxen.kernel.KernelCompression;
import io.github.grubxen.lab.disk.GuestKernel;
import io.github.grubxen.source.AptPackage;
import io.github.grubxen.source.AptRepository;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;

/**
 * The files that all runs of the lab share: Xen and dom0, and kernels and an initrd for guests. They are made once from the
 * packages of a suite, and stay in the cache.
 *
 * @param directory its directory
 */
public record Stock(Path directory) {
    /** Increase this number if the files change, or the way in which they are made. */
    private static final String LAYOUT = "3 ";

    static final String XEN = "xen";
    static final String DOM0_KERNEL = "dom0-kernel";
    public static final String DOM0_INITRD = "dom0-initrd";
    private static final String FULL_KERNEL = "linux";
    private static final String FULL_KERNEL_GZIP = "linux-elf.gz";
    private static final String FULL_KERNEL_ELF = "linux-elf";
    private static final String CLOUD_KERNEL = "linux-cloud";
    private static final String GUEST_INITRD = "guest-initrd.gz";
    private static final Set<KernelCompression> LOADABLE = Set.of(KernelCompression.GZIP, KernelCompression.XZ);
    private static final int EXECUTABLE = 0755;
    private static final long MAX_FILE_BYTES = 1 << 28;

    /** Selects the files to unpack by their paths. */
    private static final Predicate<String> WANTED = Pattern.compile(String.join(
                    "|",
                    "boot/xen-[0-9.]+-amd64\\.gz",
                    LinuxFiles.PATHS,
                    "usr/lib/xen-[^/]+/(bin/(xl|xenstored|xenconsoled|xen-init-dom0)|boot/xen-shim)",
                    "usr/bin/(busybox|xenstore(-.*)?)",
                    "usr/lib(64|/x86_64-linux-gnu)/[^/]*\\.so[^/]*",
                    Dom0Modules.PATHS))
            .asMatchPredicate();

    /** The stock of a suite, from the cache or made now. */
    public static Stock of(Path cache, AptRepository apt, BuildLog log) throws IOException {
        List<AptPackage> packages = LabPackages.XEN.resolve(apt, log);
        return new Stock(PreparedDirectory.of(cache, "stock", packages, LAYOUT + Resource.allTexts(), log, fresh -> {
            log.info("Preparing Xen, dom0 and guest kernels (once for these packages of " + apt.suite() + ")");
            Path unpacked = Files.createDirectories(fresh.resolve("unpacked"));
            List<Path> debs = apt.download(packages, log);
            Progress.during(log, "Preparing Xen, dom0 and guest kernels", progress -> {
                make(Sysroot.unpack(debs, unpacked, WANTED), fresh);
                return fresh;
            });
            Directories.delete(unpacked);
        }));
    }

    /** A guest's kernel in one of its forms. */
    public Bytes kernel(GuestKernel kernel) throws IOException {
        return switch (kernel) {
            case DISTRIBUTION -> read(FULL_KERNEL);
            case CLOUD -> read(CLOUD_KERNEL);
            case GZIP -> prepared(FULL_KERNEL_GZIP, kernel);
            case ELF -> prepared(FULL_KERNEL_ELF, kernel);
            case XZ -> shippedIn(kernel, KernelCompression.XZ);
            case ZSTD -> shippedIn(kernel, KernelCompression.ZSTD);
            case LZ4 -> shippedIn(kernel, KernelCompression.LZ4);
            case LOADABLE ->
                LOADABLE.contains(BzImage.of(read(FULL_KERNEL)).compression())
                        ? read(FULL_KERNEL)
                        : prepared(FULL_KERNEL_GZIP, kernel);
            case OWN -> throw new IllegalArgumentException("a file of the disk's own");
        };
    }

    private Bytes shippedIn(GuestKernel form, KernelCompression compression) throws IOException {
        for (String kernel : List.of(FULL_KERNEL, CLOUD_KERNEL)) {
            if (BzImage.of(read(kernel)).compression() == compression) {
                return read(kernel);
            }
        }
        throw missing(form);
    }

    private Bytes prepared(String file, GuestKernel form) throws IOException {
        if (!Files.exists(directory.resolve(file))) {
            throw missing(form);
        }
        return read(file);
    }

    private static BadInput missing(GuestKernel form) {
        return new BadInput(
                "kernel of a guest's disk",
                "no kernel of this suite has the form " + form,
                "Use another form or suite, or a kernel file of your own.");
    }

    private Bytes read(String file) throws IOException {
        return Bytes.read(directory.resolve(file), BzImage.MAX_BYTES);
    }

    /** A guest's initial RAM disk. */
    public Bytes guestInitrd() throws IOException {
        return Bytes.read(directory.resolve(GUEST_INITRD), MAX_FILE_BYTES);
    }

    private static void make(Sysroot packages, Path directory) throws IOException {
        String xen = packages.only("boot/xen-[0-9.]+-amd64\\.gz");
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(packages.file(xen)))) {
            Files.copy(in, directory.resolve(XEN));
        }
        LinuxFiles linux = new LinuxFiles(packages);
        Path full = linux.full();
        Files.copy(full, directory.resolve(FULL_KERNEL));
        Files.copy(linux.cloud(), directory.resolve(CLOUD_KERNEL));
        Optional<Bytes> elf = BzImage.of(Bytes.read(full, BzImage.MAX_BYTES)).vmlinux();
        if (elf.isPresent()) { // Xen would decompress it too, but that takes seconds in QEMU
            Files.write(directory.resolve(FULL_KERNEL_ELF), elf.get().toArray());
            try (OutputStream out = fastGzip(directory.resolve(FULL_KERNEL_GZIP))) {
                elf.get().writeTo(out);
            }
        }
        Files.createLink(
                directory.resolve(DOM0_KERNEL), directory.resolve(elf.isPresent() ? FULL_KERNEL_ELF : FULL_KERNEL));
        try (NewcCpio archive =
                new NewcCpio(new BufferedOutputStream(Files.newOutputStream(directory.resolve(DOM0_INITRD))))) {
            Dom0.pack(packages, archive);
        }
        try (NewcCpio archive = new NewcCpio(fastGzip(directory.resolve(GUEST_INITRD)))) {
            Bytes busybox = Bytes.read(packages.file("usr/bin/busybox"), MAX_FILE_BYTES);
            archive.directory("proc").directory("sys").directory("dev").file("bin/busybox", EXECUTABLE, busybox);
            archive.file("init", EXECUTABLE, Resource.GUEST_INIT.bytes());
        }
    }

    private static OutputStream fastGzip(Path file) throws IOException {
        GzipParameters parameters = new GzipParameters();
        parameters.setCompressionLevel(Deflater.BEST_SPEED);
        return new GzipCompressorOutputStream(new BufferedOutputStream(Files.newOutputStream(file)), parameters);
    }
}
