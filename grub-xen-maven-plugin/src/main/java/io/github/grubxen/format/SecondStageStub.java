// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.format;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;

/**
 * The page before the kernel of a PVH image that lets another GRUB start the image. It contains a Multiboot header for
 * that GRUB's command {@code multiboot}, and instructions that convert Multiboot's information to the start record of a
 * PVH guest.
 *
 * <p>Source: "Two stages", the specification; Multiboot Specification 0.6.96, sections 3.1 to 3.3; Xen's public header
 * start_info.h for the start record; Xen's libxl_x86.c for the type of the memory that contains the ACPI tables: 3 up
 * to 4.20, 4 since "Mark ACPI SDTs as NVS in the PVH build path" of March 2025.
 */
final class SecondStageStub {
    /** Parts of the page, as offsets from its start in bytes. */
    private static final int RECORD = 16;

    private static final int CODE = RECORD + 64;
    private static final int LINE = CODE + 192;

    /** Bytes of the page. */
    static final int SIZE = LINE + 1024;

    static final long MULTIBOOT = 0x1badb002L;

    /** The flag that requests the memory sizes and the memory map from Multiboot. */
    private static final int WANTS_MEMORY = 2;

    private static final int START_INFO = 0x336ec578;
    private static final int COMMAND_LINE_FIELD = 24;
    private static final int RSDP_FIELD = 32;

    /**
     * The instructions in hexadecimal, with their mnemonics. RECORD, RSDP, LINE and KERNEL stand for addresses: the
     * start record, its field for the ACPI root pointer, the 1024 zeros for the command line, and the kernel's entry
     * point. The code uses no stack.
     */
    private static final String INSTRUCTIONS = """
            fc                      | cld
            8b 2b                   | mov ebp, [ebx]            flags of the Multiboot information
            f7 c5 04 00 00 00       | test ebp, 1 << 2          is there a command line?
            74 13                   | jz map
            8b 73 10                | mov esi, [ebx+16]
            bf LINE                 | mov edi, LINE
            b9 ff 03 00 00          | mov ecx, 1023             so that one zero remains
            ac                      | copy: lodsb
            aa                      | stosb
            84 c0                   | test al, al
            e0 fa                   | loopne copy
            f7 c5 40 00 00 00       | map: test ebp, 1 << 6     is there a memory map?
            0f 84 89 00 00 00       | jz start
            8b 73 30                | mov esi, [ebx+48]         its first entry
            8b 53 2c                | mov edx, [ebx+44]
            01 f2                   | add edx, esi              its end
            72 7f                   | jc start
            89 f0                   | entry: mov eax, esi       size, base, length, type: 24 bytes must be left
            83 c0 18                | add eax, 24
            72 78                   | jc start
            39 d0                   | cmp eax, edx
            77 74                   | ja start
            8b 46 14                | mov eax, [esi+20]         its type
            83 e8 03                | sub eax, 3                3, ACPI, and 4, NVS, are 0 and 1 now
            d1 e8                   | shr eax, 1
            75 52                   | jne next
            83 7e 08 00             | cmp dword [esi+8], 0      base above 4 GiB: out of reach
            75 4c                   | jne next
            8b 7e 04                | mov edi, [esi+4]
            8b 5e 0c                | mov ebx, [esi+12]
            01 fb                   | add ebx, edi              end of this memory
            19 c0                   | sbb eax, eax
            0b 46 10                | or eax, [esi+16]
            74 03                   | jz align
            83 cb ff                | or ebx, -1                it ends above 4 GiB: look through what is below
            83 c7 0f                | align: add edi, 15
            72 35                   | jc next
            83 e7 f0                | and edi, -16
            89 f8                   | look: mov eax, edi        20 bytes must be left
            83 c0 14                | add eax, 20
            72 2b                   | jc next
            39 d8                   | cmp eax, ebx
            77 27                   | ja next
            81 3f 52 53 44 20       | cmp dword [edi], "RSD "
            75 1a                   | jne step
            81 7f 04 50 54 52 20    | cmp dword [edi+4], "PTR "
            75 11                   | jne step
            31 c0                   | xor eax, eax
            b9 14 00 00 00          | mov ecx, 20
            02 44 0f ff             | sum: add al, [edi+ecx-1]
            e2 fa                   | loop sum
            84 c0                   | test al, al               all 20 bytes sum to 0
            74 17                   | jz found
            83 c7 10                | step: add edi, 16
            73 ce                   | jnc look
            8b 06                   | next: mov eax, [esi]      bytes of the entry after its size
            83 f8 14                | cmp eax, 20
            72 11                   | jb start                  no entry: the map is broken
            01 c6                   | add esi, eax
            72 0d                   | jc start
            83 c6 04                | add esi, 4
            73 89                   | jnc entry
            eb 06                   | jmp start
            89 3d RSDP              | found: mov [RSDP], edi
            bb RECORD               | start: mov ebx, RECORD
            b8 KERNEL               | mov eax, KERNEL
            ff e0                   | jmp eax
            """;

    private SecondStageStub() {}

    /** The entry point of the page at the given address. */
    static long entry(long page) {
        return page + CODE;
    }

    /** Puts the page into an image, where the buffer contains only zeros. All words are little-endian. */
    static void writeTo(ByteBuffer out, long page, long kernel) {
        int start = out.position();
        out.putInt((int) MULTIBOOT).putInt(WANTS_MEMORY).putInt((int) -(MULTIBOOT + WANTS_MEMORY));
        out.position(start + RECORD).putInt(START_INFO).putInt(1);
        out.position(start + RECORD + COMMAND_LINE_FIELD).putLong(page + LINE);
        out.position(start + CODE).put(instructions(page, kernel));
        out.position(start + SIZE);
    }

    static byte[] instructions(long page, long kernel) {
        Map<String, Long> addresses = Map.of(
                "RECORD", page + RECORD, "RSDP", page + RECORD + RSDP_FIELD, "LINE", page + LINE, "KERNEL", kernel);
        ByteArrayOutputStream code = new ByteArrayOutputStream();
        for (String line : INSTRUCTIONS.lines().toList()) {
            for (String token : line.substring(0, line.indexOf('|')).strip().split(" ", -1)) {
                Long address = addresses.get(token);
                code.writeBytes(
                        address == null ? new byte[] {(byte) Integer.parseInt(token, 16)} : word(address.intValue()));
            }
        }
        return code.toByteArray();
    }

    private static byte[] word(int value) {
        return ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array();
    }
}
