// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.io.Directories;
import io.github.grubxen.lab.machine.Stock;
import io.github.grubxen.lab.machine.XlOptions;
import io.github.grubxen.plan.ImageRecipe;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.source.AptRepository;
import io.github.grubxen.testing.GrubRelease;
import io.github.grubxen.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Guests and conditions for tests of labs that go wrong. */
final class TroubleCases {
    private TroubleCases() {}

    static BootCase menu(String name) throws IOException {
        BootCase.Kernel image = LabCases.image(GrubRelease.BOOKWORM, Platform.X86_64_XEN);
        return LabCases.within(Duration.ofSeconds(60), LabCases.menu(name, image));
    }

    static BootCase hanging() throws IOException {
        BootCase.Kernel image = config("echo LAB-WAITS\nwhile true; do true; done\n");
        return new BootCase(
                "hangs",
                image,
                List.of(),
                XlOptions.usual(),
                List.of(Expectation.text("LAB-NEVER")),
                List.of(),
                DefaultCases.TIME_LIMIT);
    }

    static BootCase.Kernel config(String text) throws IOException {
        return LabCases.baked(
                GrubRelease.BOOKWORM,
                Platform.X86_64_XEN,
                ImageRecipe.text("site.cfg", text),
                Optional.of(List.of("echo", "true", "linux")));
    }

    static BootCase empty(String name) {
        return LabCases.empty(name, Platform.X86_64_XEN, List.of(GuestMenu.GREETING), List.of());
    }

    /** A copy of the usual cache, without a saved machine. */
    static Path cacheWithoutAMachine(Path directory) throws IOException {
        AptRepository apt = new AptRepository(LabCases.CACHE, Optional.empty(), false);
        Path stock = Stock.of(LabCases.CACHE, apt, LabCases.LOG).directory();
        Path cache = directory.resolve("cache");
        Path copy = Files.createDirectories(cache.resolve("lab").resolve(String.valueOf(stock.getFileName())));
        for (Path file : Directories.list(stock)) {
            Files.copy(file, copy.resolve(String.valueOf(file.getFileName())));
        }
        Tools.run(
                directory,
                "cp",
                "-a",
                LabCases.CACHE.toAbsolutePath().resolve("apt").toString(),
                cache.toString());
        return cache;
    }

    /** A condition that another thread or process makes true. */
    interface Condition {
        boolean holds() throws IOException;
    }

    static void await(Condition condition) {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        try {
            while (!condition.holds()) {
                assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
                TimeUnit.MILLISECONDS.sleep(20);
            }
        } catch (InterruptedException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** No process and no temporary file of a lab is left. */
    static void assertNothingIsLeft(Path directory) {
        assertThat(ProcessHandle.current().descendants()).isEmpty();
        assertThat(directory.resolve("lab/work")).doesNotExist();
        assertThat(directory.resolve("lab/.running")).doesNotExist();
    }
}
