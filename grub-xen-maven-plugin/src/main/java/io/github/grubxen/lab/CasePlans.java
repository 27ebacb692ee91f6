// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.io.InputFile;
import io.github.grubxen.io.NamedInput;
import io.github.grubxen.lab.disk.CaseDisk;
import io.github.grubxen.lab.disk.GuestDisk;
import io.github.grubxen.lab.machine.DomainConfig;
import io.github.grubxen.lab.machine.MachinePlan;
import io.github.grubxen.lab.machine.Stock;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Prepares cases: writes the files for their guests to a disk that dom0 reads. */
final class CasePlans {
    private static final long MEBIBYTE = 1 << 20;

    /** A disk above this size is not copied into dom0's memory, in bytes. */
    private static final long RAM_LIMIT = 96 * MEBIBYTE;

    /** Maximum number of disks: the slots of the machine. The first one is for the cases. */
    private static final int MOST_DISKS = 24;

    private static final byte[] QCOW = {'Q', 'F', 'I', (byte) 0xfb};

    private final DiskBuilder builder;
    private final Path work;
    private final List<Path> ownDisks = new ArrayList<>();
    private final Map<GuestDisk.Made, Path> largeDisks = new HashMap<>();
    private long ramDisks;
    private int guestMemory;

    CasePlans(DiskBuilder builder, Path work) {
        this.builder = builder;
        this.work = work;
    }

    /** The cases in their order. */
    List<CasePlan> of(List<BootCase> cases) throws IOException {
        List<CasePlan> plans = new ArrayList<>();
        try (CaseDisk disk = new CaseDisk(work.resolve("cases.img"))) {
            for (BootCase bootCase : cases) {
                plans.add(plan(bootCase, "case-" + (plans.size() + 1), disk));
            }
        }
        return plans;
    }

    /** A machine for the cases. */
    MachinePlan machine(Stock stock) {
        return MachinePlan.of(stock, work.resolve("cases.img"), ownDisks, ramDisks / MEBIBYTE, guestMemory);
    }

    private CasePlan plan(BootCase bootCase, String domain, CaseDisk disk) throws IOException {
        List<String> devices = new ArrayList<>();
        List<CaseDisk.Piece> ram = new ArrayList<>();
        for (GuestDisk guestDisk : bootCase.disks()) {
            if (guestDisk instanceof GuestDisk.Given given) {
                devices.add(device(given.image()));
            } else if (guestDisk instanceof GuestDisk.Made made && builder.size(made) > RAM_LIMIT) {
                devices.add(device(fileOf(made)));
            } else if (guestDisk instanceof GuestDisk.Made made) {
                devices.add("/dev/ram" + ram.size());
                ram.add(disk.add(made, work.resolve("disk.img"), file -> builder.write(made, file)));
            }
        }
        ramDisks = Math.max(
                ramDisks, ram.stream().mapToLong(CaseDisk.Piece::size).max().orElse(0) * ram.size());
        guestMemory = Math.max(guestMemory, bootCase.options().memory());
        DomainConfig config = new DomainConfig(domain, bootCase.image().platform(), bootCase.options(), devices);
        StringBuilder command = new StringBuilder("run " + domain + " "
                + bootCase.limit().toSeconds() + " "
                + disk.add(GuestDisk.text("config", config.toText())) + " "
                + disk.add(bootCase.image().content()));
        ram.forEach(piece -> command.append(' ').append(piece));
        return new CasePlan(bootCase, domain, command.toString());
    }

    private Path fileOf(GuestDisk.Made made) throws IOException {
        Path file = largeDisks.get(made);
        if (file == null) {
            file = work.resolve("disk-" + largeDisks.size() + ".img");
            builder.write(made, file);
            largeDisks.put(made, file);
        }
        return file;
    }

    /** Refuses a qcow2 file, because a guest would find no file system on its blocks. */
    private static void refuseQcow2(Path image) throws IOException {
        try (InputStream in = NamedInput.open(image)) {
            if (Arrays.equals(in.readNBytes(QCOW.length), QCOW)) {
                throw new BadInput(
                        image, "not a raw disk image but qcow2", "Convert it: qemu-img convert -O raw FROM TO.");
            }
        }
    }

    /** dom0's name for a disk in a separate file. */
    private String device(Path image) throws IOException {
        InputFile.check(image, image.toString(), "Check the path of the disk image.");
        refuseQcow2(image);
        int number = ownDisks.indexOf(image.toAbsolutePath());
        if (number < 0) {
            number = ownDisks.size();
            ownDisks.add(image.toAbsolutePath());
        }
        if (ownDisks.size() > MOST_DISKS) {
            throw new BadInput(
                    "disks of the cases", "more than " + MOST_DISKS + " disk images", "Boot them in several runs.");
        }
        return "/dev/vd" + (char) ('b' + number);
    }
}
