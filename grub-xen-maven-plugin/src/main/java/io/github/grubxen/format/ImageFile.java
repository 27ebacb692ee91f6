// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.format;

import io.github.grubxen.elf.ElfFile;
import io.github.grubxen.elf.ElfHeader;
import io.github.grubxen.elf.ElfNote;
import io.github.grubxen.elf.ProgramHeader;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Place;
import io.github.grubxen.platform.Platform;
import java.util.ArrayList;
import java.util.List;

/**
 * The file of an image of any origin, taken apart. It contains everything that Xen's toolstack and GRUB's kernel look
 * for.
 *
 * <p>Source: "Image format", sections 2 and 5.
 *
 * @param elf the file with its tables
 * @param notes all notes of the owner Xen
 * @param image the parts
 */
public record ImageFile(ElfFile elf, List<ElfNote> notes, Image image) {

    /**
     * Reads an image.
     *
     * @throws BadInput if Xen would not start the file as a guest on one of GRUB's platforms, or its kernel would not
     *     find its modules; the place is an offset in the file
     */
    public static ImageFile read(Bytes file) throws BadInput {
        ElfFile elf = ElfFile.read(file);
        if (elf.header().type() != ElfHeader.EXECUTABLE) {
            throw notAnImage(
                    file.place(16),
                    "an ELF file that is not a program (e_type " + elf.header().type() + ")");
        }
        List<ElfNote> notes = new ArrayList<>();
        List<ProgramHeader> loaded = new ArrayList<>();
        for (ProgramHeader program : elf.programs()) {
            if (program.type() == ProgramHeader.NOTE) {
                notes.addAll(ElfNote.readAll(elf.content(program)));
            } else if (program.type() == ProgramHeader.LOAD) {
                loaded.add(program);
            }
        }
        notes.removeIf(note -> !note.owner().equals(XenNotes.OWNER));
        Platform platform = platform(elf, notes);
        checkNotes(elf, platform, notes);
        if (loaded.size() != 2) {
            throw notAnImage(
                    file.place(elf.header().programHeaders()),
                    loaded.size() + " segments to load instead of two, GRUB's kernel and its modules");
        }
        return new ImageFile(elf, List.copyOf(notes), image(elf, platform, loaded.get(0), loaded.get(1)));
    }

    private static Image image(ElfFile elf, Platform platform, ProgramHeader first, ProgramHeader second)
            throws BadInput {
        Bytes file = elf.bytes();
        Place table = file.place(elf.header().programHeaders());
        long start = platform.linkAddress();
        long before = start - first.address();
        long bss = first.memorySize() - first.fileSize();
        if (before < 0
                || before > first.fileSize()
                || bss < 0
                || bss > Image.MAX_BYTES
                || first.align() < 1
                || first.align() > Image.MAX_BYTES) {
            throw notAnImage(table, "the kernel's segment does not hold a kernel at 0x" + Long.toHexString(start));
        }
        long entry = elf.header().entry();
        boolean secondStage = platform.isPvh() && before > 0 && entry >= first.address() && entry < start;
        if (secondStage && MultibootHeader.of(file).isEmpty()) {
            throw notAnImage(
                    file.place(24),
                    "entered in front of its kernel, but without a Multiboot header by which another GRUB could start it");
        }
        if (entry != start && !secondStage) {
            throw notAnImage(file.place(24), "entered at 0x" + Long.toHexString(entry) + ", where no kernel begins");
        }
        Kernel kernel = new Kernel(elf.content(first).from(before), bss, (int) first.align());
        long end = start + kernel.content().length() + bss;
        if (second.address() != Align.up(end, ImageLayout.MODULE_ALIGN)) {
            throw notAnImage(
                    table,
                    "the modules are loaded to 0x" + Long.toHexString(second.address()) + ", but the kernel ends at 0x"
                            + Long.toHexString(end) + " and looks for them directly after that");
        }
        ModulesArea area = ModulesArea.read(platform.elfClass(), elf.content(second));
        Image image = new Image(platform, kernel, area.numbers(), area.objects(), secondStage);
        ImageLayout layout = image.layout();
        if (first.offset() + before != layout.kernelOffset() || second.offset() != layout.modulesOffset()) {
            throw notAnImage(table, "kernel and modules do not lie where they do in GRUB's images");
        }
        return image;
    }

    private static Platform platform(ElfFile elf, List<ElfNote> notes) throws BadInput {
        ElfHeader header = elf.header();
        boolean pvh = notes.stream().anyMatch(note -> note.type() == XenNotes.PHYS32_ENTRY);
        for (Platform platform : Platform.values()) {
            if (header.elfClass() == platform.elfClass()
                    && header.machine() == platform.machine()
                    && pvh == platform.isPvh()) {
                return platform;
            }
        }
        throw notAnImage(
                elf.bytes().place(18),
                header.elfClass() + ", e_machine " + header.machine() + ", " + (pvh ? "PVH" : "PV")
                        + " is none of GRUB's platforms for Xen");
    }

    /** Every note that GRUB writes must be present: without them, Xen's toolstack does not recognize the program. */
    private static void checkNotes(ElfFile elf, Platform platform, List<ElfNote> notes) throws BadInput {
        for (ElfNote needed : XenNotes.of(platform)) {
            if (!notes.contains(needed)) {
                throw notAnImage(
                        elf.bytes().place(elf.header().programHeaders()),
                        notes.isEmpty()
                                ? "no Xen notes: it is not a program for a Xen guest, or its notes were stripped"
                                : "the Xen note " + XenNotes.name(needed.type())
                                        + " is missing or not as GRUB writes it");
            }
        }
    }

    private static BadInput notAnImage(Place where, String problem) {
        return new BadInput(
                where, problem, "Give an image as grub-mkimage or this plugin writes it; strip and objcopy break it.");
    }
}
