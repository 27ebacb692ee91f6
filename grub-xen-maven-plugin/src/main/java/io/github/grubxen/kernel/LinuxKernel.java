// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.kernel;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The properties of a Linux kernel that determine how it can be started. Contains none of the kernel's bytes.
 *
 * @param file name of the file
 * @param size size of the file in bytes
 * @param whole the compression of the whole file, such as of {@code vmlinux.gz}; {@link KernelCompression#NONE} if it has none
 * @param setup the setup header; empty for an ELF file
 * @param payload the compression of the payload; {@link KernelCompression#NONE} for an ELF file
 * @param elf the kernel's ELF file; empty if the payload cannot be decompressed on this machine
 * @param unreadable why there is no ELF file: the payload is damaged, or does not contain one
 * @param release the kernel's text about itself; empty if it is unknown
 */
public record LinuxKernel(
        String file,
        long size,
        KernelCompression whole,
        Optional<SetupHeader> setup,
        KernelCompression payload,
        Optional<KernelElf> elf,
        Optional<String> unreadable,
        String release) {
    private static final Pattern RELEASE = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})(\\D.*)?", Pattern.DOTALL);

    /** The text with which Linux begins its messages. */
    private static final String BANNER = "Linux version ";

    /** The characters of the banner that are kept. */
    private static final int MOST_CHARACTERS = 200;

    /**
     * Reads a kernel.
     *
     * @throws BadInput if the file is neither a bzImage nor an ELF program for x86, or is damaged
     */
    public static LinuxKernel read(Bytes file) throws IOException {
        KernelCompression whole = SetupHeader.isIn(file) ? KernelCompression.NONE : KernelCompression.of(file);
        Bytes content = switch (whole) {
            case NONE -> file;
            case OTHER -> throw notAKernel(file);
            case GZIP, BZIP2, LZMA, XZ, LZO, LZ4, ZSTD ->
                new Decompressor(file.name(), BzImage.MAX_BYTES)
                        .decompressed(file)
                        .orElseThrow(() -> new BadInput(
                                file.name(),
                                "compressed with " + whole + ", which this machine cannot decompress",
                                "Decompress it first; for LZO, install lzop."));
        };
        return SetupHeader.isIn(content) ? ofBzImage(file, whole, BzImage.of(content)) : ofElf(file, whole, content);
    }

    private static LinuxKernel ofElf(Bytes file, KernelCompression whole, Bytes content) throws BadInput {
        if (KernelCompression.of(content) != KernelCompression.NONE) {
            throw notAKernel(file);
        }
        KernelElf elf = KernelElf.read(content);
        String text = content.latin1();
        int banner = text.indexOf(BANNER);
        int start = banner + BANNER.length();
        String release = banner < 0 ? "" : text.substring(start, Math.min(text.length(), start + MOST_CHARACTERS));
        return new LinuxKernel(
                file.name(),
                file.length(),
                whole,
                Optional.empty(),
                KernelCompression.NONE,
                Optional.of(elf),
                Optional.empty(),
                release.lines().findFirst().orElse(""));
    }

    private static LinuxKernel ofBzImage(Bytes file, KernelCompression whole, BzImage image) throws IOException {
        Optional<KernelElf> elf = Optional.empty();
        Optional<String> unreadable = Optional.empty();
        KernelCompression payload = KernelCompression.OTHER;
        try {
            payload = image.compression();
            Optional<Bytes> vmlinux = image.vmlinux();
            elf = vmlinux.isPresent() ? Optional.of(KernelElf.read(vmlinux.get())) : Optional.empty();
        } catch (BadInput e) {
            unreadable = Optional.of(e.diagnostic().problem());
        }
        return new LinuxKernel(
                file.name(),
                file.length(),
                whole,
                Optional.of(image.header()),
                payload,
                elf,
                unreadable,
                image.header().release());
    }

    private static BadInput notAKernel(Bytes file) throws BadInput {
        if (file.has(0x38, "ARMd")) {
            return new BadInput(file.name(), "a Linux kernel for arm64", "Give a kernel for x86.");
        }
        return new BadInput(
                file.name(),
                "neither a bzImage nor an ELF file",
                "Give the guest's kernel, such as its /boot/vmlinuz.");
    }

    /** Whether the kernel is of 64 bits; empty if it is unknown. */
    public Optional<Boolean> is64Bit() {
        Optional<Boolean> known = elf.map(file -> file.machine() == KernelElf.X86_64);
        return known.isPresent() ? known : setup.flatMap(SetupHeader::is64Bit);
    }

    /** Whether the kernel is of the given release of Linux or a later one; empty if its release is unknown. */
    public Optional<Boolean> isAtLeast(int major, int minor) {
        Matcher numbers = RELEASE.matcher(release);
        if (!numbers.matches()) {
            return Optional.empty();
        }
        int ours = Integer.parseInt(numbers.group(1));
        return Optional.of(ours > major || (ours == major && Integer.parseInt(numbers.group(2)) >= minor));
    }

    /** The release alone, such as {@code 6.1.0-30-amd64}; empty if it is unknown. */
    public String shortRelease() {
        int blank = release.indexOf(' ');
        return blank < 0 ? release : release.substring(0, blank);
    }

    /** The kernel in a line, such as "vmlinuz: Linux 6.1.0-30-amd64, bzImage in xz, 64 bit, PV and PVH, boot protocol 2.15". */
    public String summary() {
        List<String> parts = new ArrayList<>();
        parts.add("Linux " + (release.isEmpty() ? "of an unknown release" : shortRelease()));
        parts.add(setup.isPresent() ? "bzImage, payload in " + payload : "ELF file");
        if (whole != KernelCompression.NONE) {
            parts.add("the whole file in " + whole);
        }
        is64Bit().ifPresent(wide -> parts.add(wide ? "64 bit" : "32 bit"));
        elf.ifPresent(file -> parts.add(kinds(file)));
        setup.ifPresent(header -> parts.add("boot protocol " + header.protocolText()));
        return file + ": " + String.join(", ", parts);
    }

    private static String kinds(KernelElf elf) {
        boolean pv = elf.note(XenNote.ENTRY).isPresent();
        boolean pvh = elf.note(XenNote.PHYS32_ENTRY).isPresent();
        return pv && pvh ? "PV and PVH" : pv ? "PV" : pvh ? "PVH" : "no entry for Xen";
    }

    /** The same with another name of the file. */
    public LinuxKernel named(String known) {
        return new LinuxKernel(known, size, whole, setup, payload, elf, unreadable, release);
    }
}
