// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.io.Bytes;
import io.github.grubxen.lab.disk.FileSystem;
import io.github.grubxen.lab.disk.GuestDisk;
import io.github.grubxen.lab.disk.GuestKernel;
import io.github.grubxen.lab.machine.XlOptions;
import io.github.grubxen.platform.Platform;
import io.github.grubxen.testing.GrubRelease;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What GRUB says of a guest's own grub.cfg, and what comes of it. */
@Tag("lab")
class BootErrorsTest {
    private static final Platform PVH = Platform.I386_XEN_PVH;
    private static final String START =
            "linux /boot/vmlinuz console=hvc0 quiet panic=1 lab.case=own\n" + "initrd /boot/initrd.img\nboot\n";

    /** As the header of update-grub's: a guest has no graphics, and GRUB goes on with the console. */
    private static final String GRAPHICS =
            "set gfxmode=auto\ninsmod all_video\ninsmod gfxterm\nterminal_output gfxterm\n";

    private static final String NO_MODE = "no suitable video mode found";

    private static final String MENU = "echo 'LAB-MENU i386-xen_pvh '\n";

    @TempDir
    Path directory;

    @Test
    void anErrorThatIsAllowedIsShownAndAnyOtherFailsTheCase() throws IOException {
        List<CaseResult> results = LabCases.lab()
                .run(
                        List.of(
                                guest("allowed", GrubRelease.BOOKWORM, GRAPHICS + START, NO_MODE),
                                menu("allowed-in-2.14", GrubRelease.SID, GRAPHICS + MENU, NO_MODE),
                                menu("not-allowed", GrubRelease.BOOKWORM, GRAPHICS + MENU),
                                menu("grubenv", GrubRelease.BOOKWORM, "load_env\n" + MENU, NO_MODE),
                                menu("in-a-line", GrubRelease.SID, "echo -n 'Wait ... '\nload_env\n" + MENU)),
                        directory.resolve("lab"));
        assertThat(results).extracting(CaseResult::passed).containsExactly(true, true, false, false, false);
        for (CaseResult result : results.subList(0, 2)) {
            assertThat(result.allowed()).singleElement().asString().endsWith(NO_MODE + ".");
            assertThat(directory.resolve("lab/" + result.bootCase().name() + ".txt"))
                    .content()
                    .contains("\nallowed: error: ");
        }
        assertThat(results.get(0).achieved()).startsWith("guest Linux ");
        assertThat(results.get(2).line()).contains(NO_MODE + ".' appeared, which is forbidden");
        for (CaseResult result : results.subList(3, 5)) {
            assertThat(result.line())
                    .containsPattern("'error: .*file `.*/grubenv' not found\\.' appeared, which is forbidden");
        }
    }

    /** A guest that starts a Linux. */
    private static BootCase guest(String name, GrubRelease release, String config, String allowed) throws IOException {
        GuestMenu menu = new GuestMenu(GuestMenu.USUAL_PATH, false, Optional.of(GuestKernel.CLOUD), "lab.case=own");
        List<Expectation> expected = new ArrayList<>(menu.expected(PVH));
        expected.remove(1);
        return bootCase(name, release, config, menu, allowed).expecting(expected);
    }

    private static BootCase menu(String name, GrubRelease release, String config, String... allowed)
            throws IOException {
        return bootCase(name, release, config, GuestMenu.plain(), allowed);
    }

    private static BootCase bootCase(String name, GrubRelease release, String config, GuestMenu menu, String... allowed)
            throws IOException {
        Map<String, Bytes> files = Map.of(GuestMenu.USUAL_PATH, GuestDisk.text(GuestMenu.USUAL_PATH, config));
        return new BootCase(
                        name,
                        LabCases.image(release, PVH),
                        List.of(GuestDisk.Made.plain(FileSystem.EXT4, files, menu.kernel())),
                        XlOptions.usual(),
                        menu.expected(PVH),
                        DefaultCases.TROUBLE,
                        DefaultCases.TIME_LIMIT)
                .allowing(AllowedErrors.containing(List.of(allowed)));
    }
}
