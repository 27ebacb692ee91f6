// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.inspect;

import io.github.grubxen.elf.ElfFile;
import io.github.grubxen.elf.ElfNote;
import io.github.grubxen.elf.ProgramHeader;
import io.github.grubxen.format.Image;
import io.github.grubxen.format.ImageFile;
import io.github.grubxen.format.ImageObject;
import io.github.grubxen.format.ObjectType;
import io.github.grubxen.format.XenNotes;
import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.io.Digest;
import io.github.grubxen.module.ModuleFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is known about an image, in plain values. The JSON form has the names of these components. A part
 * that the image does not have is null. Sizes and offsets are in bytes.
 *
 * @param file path of the file
 * @param size size of the file
 * @param sha256 digest of the file
 * @param platform GRUB's platform
 * @param guest the type of the guests that it starts: {@code PV} or {@code PVH}
 * @param grub the release of its modules
 * @param entry address of the entry point in the ELF header
 * @param segments the program headers
 * @param notes the notes for Xen's toolstack
 * @param kernel GRUB's kernel
 * @param prefix directory of GRUB's files
 * @param config the early config
 * @param modules the embedded modules in their order
 * @param memdisk the file system in it
 * @param publicKeys the keys that GRUB checks the signatures of files with
 * @param deviceTree size of its device tree, which is not used on Xen
 * @param shimLockDisabled whether it disables the shim lock, which does not exist on Xen
 * @param cliDisabled whether it disables GRUB's command line
 * @param secondStage the header with which another GRUB can start it; PVH only
 * @param differsAt the first offset at which the file differs from the output of GRUB's image writer for the same parts
 */
public record Inspection(
        String file,
        long size,
        String sha256,
        String platform,
        String guest,
        @Nullable GrubVersion grub,
        long entry,
        List<Segment> segments,
        List<Note> notes,
        Kernel kernel,
        @Nullable String prefix,
        @Nullable String config,
        List<Module> modules,
        @Nullable Memdisk memdisk,
        List<PublicKey> publicKeys,
        @Nullable Integer deviceTree,
        boolean shimLockDisabled,
        boolean cliDisabled,
        @Nullable SecondStage secondStage,
        @Nullable Integer differsAt) {

    /** A program header. */
    public record Segment(
            String type, long offset, long address, long fileSize, long memorySize, String flags, long align) {
        private static Segment of(ProgramHeader program) {
            return new Segment(
                    type(program.type()),
                    program.offset(),
                    program.address(),
                    program.fileSize(),
                    program.memorySize(),
                    flag(program, 4, "r") + flag(program, 2, "w") + flag(program, 1, "x"),
                    program.align());
        }

        private static String type(long type) {
            if (type == ProgramHeader.GNU_STACK) {
                return "GNU_STACK";
            }
            return type == ProgramHeader.LOAD
                    ? "LOAD"
                    : type == ProgramHeader.NOTE ? "NOTE" : "0x" + Long.toHexString(type);
        }

        private static String flag(ProgramHeader program, int flag, String letter) {
            return (program.flags() & flag) != 0 ? letter : "-";
        }
    }

    /** A note: its name in Xen's headers, and its text or number. */
    public record Note(String name, String value) {
        private static Note of(ElfNote note) {
            return new Note(XenNotes.name(note.type()), XenNotes.value(note));
        }
    }

    /** The kernel: size and digest of its bytes. They are the bytes of kernel.img without its ELF headers. */
    public record Kernel(int size, String sha256) {}

    /** A module. Size and digest are those of its file in the tree. The licences have GRUB's names. */
    public record Module(String name, int size, String sha256, List<String> licences, List<String> dependencies) {
        static Module of(ModuleFile module) {
            Bytes content = module.content();
            return new Module(
                    module.name(), content.length(), Digest.sha256(content), module.licences(), module.dependencies());
        }
    }

    /**
     * Reads an image.
     *
     * @throws BadInput if the file is not a GRUB image for Xen, or is truncated or damaged; the place is an offset in
     *     the file
     */
    public static Inspection of(Bytes file) throws BadInput {
        ImageFile read = ImageFile.read(file);
        ElfFile elf = read.elf();
        Image written = read.image();
        List<ModuleFile> modules = new ArrayList<>();
        List<PublicKey> keys = new ArrayList<>();
        for (ImageObject object : written.objects()) {
            if (object.type() == ObjectType.MODULE) {
                modules.add(ModuleFile.embedded(written.platform(), object.content()));
            } else if (object.type() == ObjectType.PUBLIC_KEY) {
                keys.add(PublicKey.of(object.content()));
            }
        }
        Bytes disk = written.content(ObjectType.MEMDISK).orElse(null);
        GrubVersion grub = GrubVersion.of(written.platform(), modules, disk);
        Image image = grub != null && grub.isSince214() ? written.asOf214() : written;
        return new Inspection(
                file.name(),
                file.length(),
                Digest.sha256(file),
                image.platform().id(),
                image.platform().isPvh() ? "PVH" : "PV",
                grub,
                elf.header().entry(),
                elf.programs().stream().map(Segment::of).toList(),
                read.notes().stream().map(Note::of).toList(),
                new Kernel(
                        image.kernel().content().length(),
                        Digest.sha256(image.kernel().content())),
                text(image, ObjectType.PREFIX),
                text(image, ObjectType.CONFIG),
                modules.stream().map(Module::of).toList(),
                disk == null ? null : Memdisk.of(image.platform(), disk),
                keys,
                image.content(ObjectType.DEVICE_TREE).map(Bytes::length).orElse(null),
                image.content(ObjectType.DISABLE_SHIM_LOCK).isPresent(),
                image.content(ObjectType.DISABLE_CLI).isPresent(),
                SecondStage.of(read),
                firstDifference(file.toArray(), image.toByteArray()));
    }

    private static @Nullable String text(Image image, ObjectType type) {
        return image.content(type).map(Bytes::utf8).orElse(null);
    }

    private static @Nullable Integer firstDifference(byte[] file, byte[] written) {
        int at = Arrays.mismatch(file, written);
        return at < 0 ? null : at;
    }
}
