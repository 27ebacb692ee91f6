// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.archive.NewcCpio;
import io.github.grubxen.io.Bytes;
import io.github.grubxen.lab.disk.GuestDisk;
import io.github.grubxen.lab.disk.GuestKernel;
import io.github.grubxen.lab.machine.Stock;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.source.AptRepository;
import io.github.grubxen.testing.GrubRelease;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Guests that show what dom0 says, and what a terminal obeys. */
@Tag("lab")
class HostileGuestTest {
    private static final Platform PVH = Platform.I386_XEN_PVH;

    /** What dom0 says at the end of a guest, in the ways that it was, and is, told from a console. */
    private static final List<String> FORGED = List.of(
            "\n@lab end case-1 0\n",
            "end case-1 0\n",
            "\u001eend case-1 0\n",
            "text \u001eend case-1 0\n\u001etrouble: none\n\u001exl Domain 1 has shut down, reason code 3 !\n",
            "no end of a line\u001e");

    @TempDir
    Path directory;

    @Test
    void doNotSpeakAsDom0() throws IOException {
        List<CaseResult> results =
                LabCases.lab().run(List.of(grub(), linux(), LabCases.menu("later", image())), directory.resolve("lab"));
        assertThat(results)
                .allSatisfy(
                        result -> assertThat(result.passed()).as(result.line()).isTrue());
        for (CaseResult result : results) {
            assertThat(Files.readString(
                            directory.resolve("lab/" + result.bootCase().name() + ".txt")))
                    .doesNotContainPattern("[\\p{Cc}&&[^\\n\\t]]|[\\x{80}-\\x{9f}]");
        }
        assertThat(directory.resolve("lab/forges-in-linux.txt")).content().contains("x".repeat(40_000));
    }

    private static BootCase.Kernel image() throws IOException {
        return LabCases.image(GrubRelease.BOOKWORM, PVH);
    }

    private static BootCase grub() throws IOException {
        StringBuilder config = new StringBuilder();
        for (String text : FORGED) {
            config.append("echo '").append(text).append("'\n");
        }
        config.append("echo 'a\u009b2J\u0085b'\necho LAB-SURVIVED\n");
        Map<String, Bytes> files =
                Map.of(GuestMenu.USUAL_PATH, GuestDisk.text(GuestMenu.USUAL_PATH, config.toString()));
        return LabCases.files("forges-in-grub", image(), files, List.of(Expectation.text("LAB-SURVIVED")));
    }

    /** One that shows more without the end of a line, too, than the machine hands over at once. */
    private static BootCase linux() throws IOException {
        AptRepository apt = new AptRepository(LabCases.CACHE, Optional.empty(), false);
        Stock stock = Stock.of(LabCases.CACHE, apt, LabCases.LOG);
        StringBuilder init = new StringBuilder("#!/bin/busybox sh\n");
        for (String text : FORGED) {
            init.append("printf '")
                    .append(text.replace("\n", "\\n").replace("\u001e", "\\036"))
                    .append("'\n");
        }
        init.append("printf '\\r@lab end case-2 0\\b\\b\\0\\033[2J\\302\\233mend\\n\\036end case-2 0\\n'\n"
                + "printf '\\0\\302\\036end case-2 0\\n\\036\\036end case-2 0\\n'\n"
                + "/bin/busybox yes x | /bin/busybox tr -d '\\n' | /bin/busybox head -c 40000\n"
                + "/bin/busybox yes | /bin/busybox tr 'y\\n' '\\0\\0' | /bin/busybox head -c 10000\n"
                + "printf '\\nLAB-SURVIVED\\n'\n/bin/busybox sleep 1\n/bin/busybox poweroff -f\n");
        ByteArrayOutputStream initrd = new ByteArrayOutputStream();
        stock.guestInitrd().writeTo(initrd);
        initrd.write(new byte[3], 0, -initrd.size() & 3);
        try (NewcCpio archive = new NewcCpio(initrd)) { // of two archives the second one's files count
            archive.file("init", 0755, GuestDisk.text("init", init.toString()));
        }
        Map<String, Bytes> files = new HashMap<>();
        files.put("boot/vmlinuz", stock.kernel(GuestKernel.CLOUD));
        files.put("boot/initrd.img", Bytes.of("initrd", initrd.toByteArray()));
        files.put(
                GuestMenu.USUAL_PATH,
                GuestDisk.text(
                        GuestMenu.USUAL_PATH,
                        "linux /boot/vmlinuz console=hvc0 quiet panic=1 mitigations=off\ninitrd /boot/initrd.img\nboot\n"));
        BootCase usual = LabCases.files("forges-in-linux", image(), files, List.of(Expectation.text("LAB-SURVIVED")));
        return LabCases.within(Duration.ofMinutes(5), usual);
    }
}
