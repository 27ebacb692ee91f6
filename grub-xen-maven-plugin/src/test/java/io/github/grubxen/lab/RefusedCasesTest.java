// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab;

import static io.github.grubxen.lab.TroubleCases.empty;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.lab.disk.GuestDisk;
import io.github.grubxen.lab.machine.HostPrograms;
import io.github.grubxen.lab.machine.Stock;
import io.github.grubxen.source.AptRepository;
import io.github.grubxen.testing.SilentLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cases that the lab refuses before it starts a machine. */
class RefusedCasesTest {
    @TempDir
    Path directory;

    @AfterEach
    void nothingIsLeft() {
        TroubleCases.assertNothingIsLeft(directory);
    }

    @Test
    void offlineWithoutACacheSaysWhatIsMissing() throws IOException {
        AptRepository apt = new AptRepository(directory, Optional.empty(), true);
        Lab lab = new Lab(directory, apt, new SilentLog());
        assertThatThrownBy(() -> lab.run(List.of(empty("a")), directory.resolve("lab")))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("is not in the cache")
                .hasMessageContaining("without -o");
    }

    @Test
    void casesWithTheSameNameAreRefused() throws IOException {
        Lab lab = LabCases.lab();
        assertThatThrownBy(() -> lab.run(List.of(empty("a"), empty("a")), directory.resolve("lab")))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("case 'a': is not a name, or occurs twice");
    }

    @Test
    void aCaseIsNotNamedAsTheLabsOwnFilesAre() throws IOException {
        Lab lab = LabCases.lab();
        for (String name : List.of("xen", "qemu")) {
            assertThatThrownBy(() -> lab.run(List.of(empty(name)), directory.resolve("lab")))
                    .isInstanceOf(BadInput.class)
                    .hasMessageContaining("'" + name + ".txt' is the name of one of the lab's own files");
        }
    }

    @Test
    void aDiskImageThatIsNotRawIsRefused() throws IOException {
        Path image = Files.write(directory.resolve("disk.qcow2"), new byte[] {'Q', 'F', 'I', (byte) 0xfb, 0, 0, 0, 3});
        BootCase usual = empty("a");
        CasePlans plans = new CasePlans(
                new DiskBuilder(
                        new Stock(directory),
                        HostPrograms.of(directory, new AptRepository(directory, Optional.empty(), true)),
                        directory,
                        LabCases.LOG),
                directory);
        BootCase given = new BootCase(
                "a",
                usual.image(),
                List.of(new GuestDisk.Given(image)),
                usual.options(),
                usual.expected(),
                List.of(),
                usual.limit());
        assertThatThrownBy(() -> plans.of(List.of(given)))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("not a raw disk image but qcow2. Convert it: qemu-img convert");
    }

    @Test
    void aProgramThatIsNotOnThePathIsLookedForInTheCache() throws IOException {
        AptRepository apt = new AptRepository(directory, Optional.empty(), true);
        HostPrograms programs = new HostPrograms(directory, apt, List.of());
        assertThatThrownBy(() -> programs.qemu(new SilentLog()))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("qemu-system-x86 of ")
                .hasMessageContaining("is not in the cache");
    }
}
