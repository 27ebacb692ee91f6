// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.lab.machine.XlOptions;
import io.github.grubxen.module.ModuleTree;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.source.AptRepository;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Boots each guest of the page's table under each of its images: what happens is what the cell says. */
@Tag("lab")
@Tag("nightly")
class GuestTableTest {
    private static final Duration TIME_LIMIT = Duration.ofMinutes(3);

    @TempDir
    static Path directory;

    @TestFactory
    Stream<DynamicTest> happensAsTheTableSays() throws IOException {
        Tools.require("mkfs.xfs");
        List<GuestTable.Cell> cells = GuestTable.cells();
        Map<Platform, ModuleTree> patched = PatchedGrub.trees(directory);
        DistributionDisks disks = new DistributionDisks(directory);
        Map<String, BootCase.Kernel> images = new HashMap<>();
        List<BootCase> cases = new ArrayList<>();
        for (GuestTable.Cell cell : cells) {
            String column = cell.image() + " " + cell.platform();
            BootCase.Kernel image = images.get(column);
            if (image == null) {
                image = cell.image().kernel(cell.platform(), patched);
                images.put(column, image);
            }
            cases.add(bootCase(cell, image, disks));
        }
        AptRepository apt = new AptRepository(LabCases.CACHE, Optional.of("bookworm"), false);
        List<CaseResult> results =
                new Lab(LabCases.CACHE, apt, LabCases.LOG).run(cases, Path.of("target/lab/guest-table"));
        List<DynamicTest> tests = new ArrayList<>();
        for (GuestTable.Cell cell : cells) {
            CaseResult result = results.get(tests.size());
            tests.add(DynamicTest.dynamicTest(cell.name(), () -> check(cell, result)));
        }
        return tests.stream();
    }

    private static BootCase bootCase(GuestTable.Cell cell, BootCase.Kernel image, DistributionDisks disks)
            throws IOException {
        return new BootCase(
                cell.name(),
                image,
                List.of(disks.of(cell.guest())),
                XlOptions.usual(),
                cell.guest().expected(cell.platform()),
                cell.image().trouble(),
                TIME_LIMIT);
    }

    private static void check(GuestTable.Cell cell, CaseResult result) {
        assertThat(result.passed()).as(result.line()).isEqualTo(cell.boots());
        if (!cell.boots()) {
            assertThat(result.transcript().replaceAll("\\s+", " ")).contains(cell.words());
        }
    }
}
