package io.github.grubxen.lab;

import io.github.grubxen.archive.BzImage;
import io.github.grubxen.archive.NewcCpio;
import io.github.grubxen.io.BuildLog;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Folders;
import io.github.grubxen.source.AptPackage;
import io.github.grubxen.source.AptRepository;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;

/**
 * What every run of the lab needs and no case changes: Xen and dom0 ready to start, kernels and an initrd for guests. Made once of
 * the packages of a suite and kept in the cache.
 *
 * @param folder where it lies
 */
record Stock(Path folder) {
    /** To be counted up when the files, or how they are made, change. */
    private static final String LAYOUT = "1 ";

    static final String XEN = "xen";
    static final String DOM0_KERNEL = "dom0-kernel";
    static final String DOM0_INITRD = "dom0-initrd";
    private static final String FULL_KERNEL = "linux";
    private static final String FULL_KERNEL_GZIP = "linux-elf.gz";
    private static final String FULL_KERNEL_ELF = "linux-elf";
    private static final String CLOUD_KERNEL = "linux-cloud";
    private static final String GUEST_INITRD = "guest-initrd.gz";
    private static final int EXECUTABLE = 0755;
    private static final long LIMIT = 1 << 28;

    /** All that is taken out of the packages, as a test of paths. */
    private static final Predicate<String> WANTED = Pattern.compile(String.join(
                    "|",
                    "boot/(xen-[0-9.]+-amd64\\.gz|vmlinuz-.*)",
                    "usr/lib/xen-[^/]+/(bin/(xl|xenstored|xenconsoled|xen-init-dom0)|boot/xen-shim)",
                    "usr/bin/(busybox|xenstore(-.*)?)",
                    "usr/lib(64|/x86_64-linux-gnu)/[^/]*\\.so[^/]*",
                    Dom0Modules.PATHS))
            .asMatchPredicate();

    /** The stock of a suite, out of the cache or made. */
    static Stock of(Path cache, AptRepository apt, BuildLog log) throws IOException {
        List<AptPackage> packages = LabPackages.XEN.resolve(apt, log);
        return new Stock(PreparedFolder.of(cache, "stock", packages, LAYOUT + Resource.allTexts(), fresh -> {
            log.info("Preparing Xen, dom0 and guest kernels: once for these packages of " + apt.suite());
            Path unpacked = Files.createDirectories(fresh.resolve("unpacked"));
            make(Sysroot.unpack(apt.download(packages, log), unpacked, WANTED), fresh);
            Folders.delete(unpacked);
        }));
    }

    /** A guest's kernel in one of its forms. */
    Bytes kernel(GuestKernel kernel) throws IOException {
        return Bytes.read(
                folder.resolve(
                        switch (kernel) {
                            case DISTRIBUTION -> FULL_KERNEL;
                            case GZIP -> FULL_KERNEL_GZIP;
                            case ELF -> FULL_KERNEL_ELF;
                            case CLOUD -> CLOUD_KERNEL;
                        }),
                BzImage.LIMIT);
    }

    /** A guest's initial RAM disk. */
    Bytes guestInitrd() throws IOException {
        return Bytes.read(folder.resolve(GUEST_INITRD), LIMIT);
    }

    private static void make(Sysroot packages, Path folder) throws IOException {
        String xen = packages.only("boot/xen-[0-9.]+-amd64\\.gz");
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(packages.file(xen)))) {
            Files.copy(in, folder.resolve(XEN));
        }
        Path full = packages.file(packages.only("boot/vmlinuz-(?!.*cloud).*"));
        Files.copy(full, folder.resolve(FULL_KERNEL));
        Files.copy(packages.file(packages.only("boot/vmlinuz-.*cloud.*")), folder.resolve(CLOUD_KERNEL));
        Optional<Bytes> elf = new BzImage(Bytes.read(full, BzImage.LIMIT)).unpacked();
        if (elf.isPresent()) { // Xen would unpack it too, but in QEMU that takes seconds
            Files.write(folder.resolve(FULL_KERNEL_ELF), elf.get().toArray());
            try (OutputStream out = fastGzip(folder.resolve(FULL_KERNEL_GZIP))) {
                elf.get().writeTo(out);
            }
        }
        Files.createLink(folder.resolve(DOM0_KERNEL), folder.resolve(elf.isPresent() ? FULL_KERNEL_ELF : FULL_KERNEL));
        try (NewcCpio archive =
                new NewcCpio(new BufferedOutputStream(Files.newOutputStream(folder.resolve(DOM0_INITRD))))) {
            Dom0.pack(packages, archive);
        }
        try (NewcCpio archive = new NewcCpio(fastGzip(folder.resolve(GUEST_INITRD)))) {
            Bytes busybox = Bytes.read(packages.file("usr/bin/busybox"), LIMIT);
            archive.folder("proc").folder("sys").folder("dev").file("bin/busybox", EXECUTABLE, busybox);
            archive.file("init", EXECUTABLE, Resource.GUEST_INIT.bytes());
        }
    }

    private static OutputStream fastGzip(Path file) throws IOException {
        GzipParameters parameters = new GzipParameters();
        parameters.setCompressionLevel(Deflater.BEST_SPEED);
        return new GzipCompressorOutputStream(new BufferedOutputStream(Files.newOutputStream(file)), parameters);
    }
}
