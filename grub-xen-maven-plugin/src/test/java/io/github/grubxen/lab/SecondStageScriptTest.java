// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.testing.GrubRelease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the example for guests puts into a grub.cfg; that it works, {@link SecondStageMatrixTest} shows. */
class SecondStageScriptTest {
    private static final String PATH = "/xen/pvhboot-i386.elf";

    @TempDir
    Path directory;

    @Test
    void saysNothingWhereThereIsNoSecondStage() throws IOException {
        assertThat(new SecondStageScript(directory).lines("xen/xvda", PATH)).isEmpty();
    }

    @Test
    void goesToTheDeviceOfTheSecondStageWhereverRootWas() throws IOException {
        assertThat(new SecondStageScript(directory)
                        .installed()
                        .lines("xen/xvda,gpt1", PATH)
                        .lines())
                .containsExactly(
                        "if [ \"$grub_platform\" = xen_pvh -a -z \"$second_stage\" ]; then",
                        "insmod ext2",
                        "set root='xen/xvda,gpt1'",
                        "set gfxpayload=text",
                        "if multiboot /xen/pvhboot-i386.elf \"xen_grub_env_root=$root\"; then boot; fi",
                        "unset gfxpayload",
                        "fi");
    }

    @Test
    void leavesRootAsItIsWhereNothingIsKnownOfTheDevice() throws IOException {
        assertThat(new SecondStageScript(directory).installed().lines("", PATH))
                .contains("multiboot " + PATH)
                .doesNotContain("set root");
    }

    @ParameterizedTest
    @EnumSource(GrubRelease.class)
    void isWhatEachReleaseTakesForAScriptAsAreTheDocumentedLines(GrubRelease release) throws IOException {
        Files.writeString(
                directory.resolve("grub.cfg"),
                new SecondStageScript(directory).installed().lines("xen/xvda", PATH) + SecondStageScript.documented());
        assertThat(release.tool(directory, "grub-script-check", "grub.cfg").exit())
                .isZero();
    }
}
