# The stub of a PVH second stage, as image.SecondStageStub writes it; its test assembles this and compares the bytes.
#
# On entry, by the Multiboot specification: 32-bit protected mode, paging and interrupts off, EBX = address of the
# Multiboot information; no stack. On exit, as the kernel expects a PVH guest to be started: EBX = address of the
# start record, which has the command line and the address of the ACPI root pointer (RSDP).

# Symbols given to the assembler: RECORD and RSDP, addresses of the start record and of its field for the ACPI root
# pointer; LINE, address of the command line's 1024 zeros; KERNEL, where GRUB's kernel is entered.

        .code32
        .intel_syntax noprefix
        .equ HAS_LINE, 1 << 2           # flags of the Multiboot information
        .equ HAS_MAP, 1 << 6
        .equ ACPI, 3                    # types of entries of its memory map: ACPI tables
        .equ NVS, 4                     # memory that firmware keeps: what the tables lie in on later releases of Xen

        cld
        mov ebp, [ebx]                  # the information's flags

        test ebp, HAS_LINE
        jz map
        mov esi, [ebx+16]
        mov edi, LINE
        mov ecx, 1023                   # so that one zero remains
copy:   lodsb
        stosb
        test al, al
        loopne copy

map:    test ebp, HAS_MAP
        jz start
        mov esi, [ebx+48]
        mov edx, [ebx+44]
        add edx, esi                    # end of the map
        jc start

entry:  mov eax, esi                    # size, base, length and type: 24 bytes must be left
        add eax, 24
        jc start
        cmp eax, edx
        ja start
        mov eax, [esi+20]
        sub eax, ACPI                   # of one of the two types: 0 or NVS - ACPI = 1 is left, and of that no bit but the last
        shr eax, 1
        jne next
        cmp dword ptr [esi+8], 0        # base above 4 GiB: out of reach
        jne next
        mov edi, [esi+4]
        mov ebx, [esi+12]
        add ebx, edi                    # end of the memory
        sbb eax, eax
        or eax, [esi+16]
        jz align
        or ebx, -1                      # it ends above 4 GiB: what is below is looked through
align:  add edi, 15
        jc next
        and edi, -16

look:   mov eax, edi                    # 20 bytes must be left
        add eax, 20
        jc next
        cmp eax, ebx
        ja next
        cmp dword ptr [edi], 0x20445352 # "RSD "
        jne step
        cmp dword ptr [edi+4], 0x20525450 # "PTR "
        jne step
        xor eax, eax
        mov ecx, 20
sum:    add al, [edi+ecx-1]
        loop sum
        test al, al                     # all 20 bytes sum to 0
        jz found
step:   add edi, 16
        jnc look

next:   mov eax, [esi]                  # bytes of the entry that follow its size
        cmp eax, 20
        jb start
        add esi, eax
        jc start
        add esi, 4
        jnc entry
        jmp start

found:  mov [RSDP], edi

start:  mov ebx, offset RECORD
        mov eax, offset KERNEL
        jmp eax
