// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.diskimage.DiskImage;
import io.github.grubxen.guest.Guest;
import io.github.grubxen.guest.GuestCheck;
import io.github.grubxen.guest.GuestImage;
import io.github.grubxen.guest.KnownFiles;
import io.github.grubxen.guest.Verdict;
import io.github.grubxen.lab.disk.GuestDisk;
import io.github.grubxen.lab.machine.HostPrograms;
import io.github.grubxen.lab.machine.Stock;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.source.AptRepository;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What guest-check says of each guest of the page's table under each of its images: what the lab showed. */
@Tag("nightly")
class GuestTableCheckTest {
    @TempDir
    static Path directory;

    @TestFactory
    Stream<DynamicTest> saysWhatTheTableSays() throws IOException {
        Tools.require("grub-fstest", "mkfs.xfs");
        Map<Platform, ModuleTree> patched = PatchedGrub.trees(directory);
        Map<String, GuestImage> images = new HashMap<>();
        Map<DistributionGuest, Path> disks = disks();
        List<DynamicTest> tests = new ArrayList<>();
        for (GuestTable.Cell cell : GuestTable.cells()) {
            String column = cell.image() + " " + cell.platform();
            if (!images.containsKey(column)) {
                images.put(
                        column,
                        GuestImage.of(
                                cell.image().kernel(cell.platform(), patched).content()));
            }
            GuestImage image = Objects.requireNonNull(images.get(column));
            Path disk = Objects.requireNonNull(disks.get(cell.guest()));
            tests.add(DynamicTest.dynamicTest(cell.name(), () -> check(cell, image, disk)));
        }
        return tests.stream();
    }

    private static void check(GuestTable.Cell cell, GuestImage image, Path disk) throws IOException {
        try (DiskImage read = DiskImage.open(Map.of("xen/xvda", disk))) {
            Verdict verdict = new GuestCheck(image, new KnownFiles()).of(Guest.UNKNOWN.withDisks(read));
            boolean boots = cell.guest().reached().equals("Linux")
                    ? verdict.outcome() != Verdict.Outcome.WILL_NOT_BOOT
                    : verdict.findings().stream()
                            .anyMatch(finding -> finding.rule().equals("not-started")
                                    && !finding.place().toString().startsWith("(memdisk)"));
            assertThat(boots).as(cell.text() + ": " + verdict).isEqualTo(cell.boots());
        }
    }

    private static Map<DistributionGuest, Path> disks() throws IOException {
        AptRepository apt = new AptRepository(LabCases.CACHE, Optional.of("bookworm"), false);
        DiskBuilder builder = new DiskBuilder(
                Stock.of(LabCases.CACHE, apt, LabCases.LOG),
                HostPrograms.of(LabCases.CACHE, apt),
                directory,
                LabCases.LOG);
        DistributionDisks guests = new DistributionDisks(directory);
        Map<DistributionGuest, Path> disks = new EnumMap<>(DistributionGuest.class);
        for (DistributionGuest guest : DistributionGuest.values()) {
            GuestDisk disk = guests.of(guest);
            Path file = directory.resolve(guest + ".img");
            if (disk instanceof GuestDisk.Given given) {
                file = given.image();
            } else {
                builder.write((GuestDisk.Made) disk, file);
            }
            disks.put(guest, file);
        }
        return disks;
    }
}
