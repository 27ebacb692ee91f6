// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab.machine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The emulated machine that Xen runs on. Its processor is one that Xen 4.17 boots on and runs PVH guests on in QEMU 7.2 without
 * KVM: with SVM and nested paging, random numbers (without RDRAND the toolstack waits for them), but without MONITOR, of which
 * QEMU supports only the simplest form, and without RDTSCP, which QEMU reports to Xen in a way that kills guests.
 *
 * @param stock Xen and dom0
 * @param caseDisk dom0's first disk
 * @param givenDisks further disks of dom0, which are not written to
 * @param dom0Memory memory of dom0 in MiB
 * @param memory memory of the machine in MiB
 */
public record MachinePlan(Stock stock, Path caseDisk, List<Path> givenDisks, int dom0Memory, int memory) {
    private static final String CPU = "Opteron_G3,+svm,+npt,+rdrand,-monitor,-rdtscp";

    private static final String XEN = "console=com1 com1=115200,8n1 dom0_max_vcpus=1 spec-ctrl=no cpuidle=0";

    /** Kernel parameters that switch off features which only cost time under emulation. */
    private static final String LINUX =
            "console=hvc0 quiet panic=1 mitigations=off rodata=off nokaslr audit=0 apparmor=0"
                    + " lsm= cryptomgr.notests swiotlb=1024";

    /** Memory of dom0 without large RAM disks, in MiB. */
    private static final int DOM0 = 256;

    /** Maximum size of RAM disks in that memory, in MiB. */
    private static final int RAM_DISKS = 40;

    /** Memory for Xen itself and dom0's initrd, in MiB. */
    private static final int XEN_ITSELF = 256;

    /**
     * A machine large enough for some cases.
     *
     * @param ramDisks largest size of the RAM disks of a case, in MiB
     * @param guest largest memory of a guest, in MiB
     */
    public static MachinePlan of(Stock stock, Path caseDisk, List<Path> givenDisks, long ramDisks, int guest) {
        int dom0 = (int) (DOM0 + Math.max(0, ramDisks - RAM_DISKS));
        return new MachinePlan(
                stock, caseDisk, givenDisks, dom0, XEN_ITSELF + dom0 + Math.max(XlOptions.USUAL_MEMORY, guest));
    }

    /** QEMU's arguments. QEMU splits paths at blanks, so those of the stock are relative to it. */
    List<String> arguments(Path xenLog) {
        List<String> arguments = new ArrayList<>(List.of(
                "-accel",
                "tcg,thread=single",
                "-cpu",
                CPU,
                "-M",
                "q35",
                "-m",
                Integer.toString(memory),
                "-smp",
                "1",
                "-display",
                "none",
                "-nodefaults",
                "-no-user-config",
                "-no-reboot",
                "-chardev",
                "file,id=xen,append=on,path=" + quoted(xenLog),
                "-serial",
                "chardev:xen",
                "-serial",
                "stdio",
                "-kernel",
                Stock.XEN,
                "-append",
                XEN + " dom0_mem=" + dom0Memory + "M,max:" + dom0Memory + "M",
                "-initrd",
                Stock.DOM0_KERNEL + " " + LINUX + "," + Stock.DOM0_INITRD));
        addDrive(arguments, caseDisk, "readonly=on");
        givenDisks.forEach(disk -> addDrive(arguments, disk, "snapshot=on"));
        return arguments;
    }

    /** Whether the machine has the usual size, and no disk except the one for the cases. */
    boolean isUsual() {
        return givenDisks.isEmpty() && dom0Memory == DOM0 && memory == XEN_ITSELF + DOM0 + XlOptions.USUAL_MEMORY;
    }

    /** A copy with another disk for the cases. */
    MachinePlan with(Path otherDisk) {
        return new MachinePlan(stock, otherDisk, givenDisks, dom0Memory, memory);
    }

    /** A path as one word of a shell's command. */
    static String shellQuoted(Path path) {
        return "'" + path.toString().replace("'", "'\\''") + "'";
    }

    /** A path in QEMU's own syntax. */
    private static String quoted(Path path) {
        return path.toString().replace(",", ",,");
    }

    private static void addDrive(List<String> arguments, Path file, String option) {
        arguments.addAll(List.of("-drive", "file=" + quoted(file) + ",if=virtio,format=raw," + option));
    }
}
