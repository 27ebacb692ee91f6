// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.grubxen.io.BadInput;
import io.github.grubxen.lab.machine.XenMachine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabDirectoryTest {
    @TempDir
    Path directory;

    @Test
    void isEmptiedAndLeftWithTheReportsAlone() throws IOException {
        Path lab = directory.resolve("lab");
        try (LabDirectory first = LabDirectory.open(lab)) {
            Files.writeString(first.work().resolve("disk.img"), "disk");
            Files.writeString(first.path().resolve(XenMachine.XEN_LOG), "first");
        }
        assertThat(lab).isDirectoryContaining(file -> file.endsWith("xen.txt"));
        assertThat(lab.toFile().list()).hasSize(1);
        try (LabDirectory second = LabDirectory.open(lab)) {
            assertThat(second.path().resolve(XenMachine.XEN_LOG)).doesNotExist();
        }
    }

    @Test
    void isRefusedToASecondRunWhileTheFirstGoesOn() throws IOException {
        try (LabDirectory first = LabDirectory.open(directory)) {
            assertThatThrownBy(() -> LabDirectory.open(directory))
                    .isInstanceOf(BadInput.class)
                    .hasMessageContaining("another build boots guests and writes its reports to this directory");
            assertThat(first.work()).exists();
        }
    }

    @Test
    void isNotEmptiedOfWhatIsNotOurs() throws IOException {
        Files.writeString(directory.resolve("thesis.tex"), "all of it");
        assertThatThrownBy(() -> LabDirectory.open(directory))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("contains files that the lab did not write");
        assertThat(directory.resolve("thesis.tex")).exists();
    }
}
