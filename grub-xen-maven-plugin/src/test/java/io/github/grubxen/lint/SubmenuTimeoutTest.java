// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.grubxen.testing.GrubEmu;
import io.github.grubxen.testing.GrubRelease;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A submenu that GRUB opens by itself starts its default entry at once, unless its block takes away the timeout; as GRUB 2.06 does. */
class SubmenuTimeoutTest {
    private static final String WAITS =
            "GRUB opens this submenu by itself, and its block removes the timeout: it waits for a key forever"
                    + " [no-timeout]. Do not change timeout in the submenu's block: GRUB sets it to 0 there.";

    /** Seconds after which a menu that does not wait is done, on a busy machine too. */
    private static final int PATIENCE = 30;

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(delimiter = '^', textBlock = """
            timeout=0; submenu a { unset timeout; menuentry b { echo @reached; exit; }; }                        ^ 1:24
            timeout=0; submenu a { set timeout=-1; menuentry b { echo @reached; exit; }; }                       ^ 1:24
            timeout=0; submenu a { timeout=; timeout=five; menuentry b { echo @reached; exit; }; }               ^ 1:34
            timeout=0; submenu a { submenu b { unset timeout; menuentry c { echo @reached; exit; }; }; }         ^ 1:36
            timeout=0; default=1; menuentry a { exit; }; submenu b { eval "unset timeout"; menuentry c { echo @reached; exit; }; } ^ 1:58
            """)
    void aSubmenuWithoutATimeoutIsFound(String config, String place) throws IOException, InterruptedException {
        Linted.finds(config, "site.cfg:" + place + ": " + WAITS, "no-timeout");
        assertThat(GrubEmu.runAlone(GrubEmu.command(GrubRelease.BOOKWORM), directory, config, 2))
                .contains("GNU GRUB")
                .doesNotContain("@reached");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "timeout=0; submenu a { menuentry b { echo @reached; exit; }; }",
                "timeout=0; submenu a { timeout=1; menuentry b { echo @reached; exit; }; }",
                "timeout=0; submenu a { menuentry b { timeout=-1; echo @reached; exit; }; }",
                "timeout=0; submenu a { submenu b { menuentry c { echo @reached; exit; }; }; unset x; }",
                "timeout=0; submenu a { if [ x$timeout = x0 ]; then true; else unset timeout; fi; menuentry b { echo @reached; exit; }; }",
                "timeout=0; default=1; submenu a { unset timeout; menuentry b { exit; }; }; menuentry c { unset timeout; echo @reached; exit; }"
            })
    void isNotReportedWhereGrubGoesOn(String config) throws IOException, InterruptedException {
        Linted.leavesAlone(config, "no-timeout");
        assertThat(GrubEmu.runAlone(GrubEmu.command(GrubRelease.BOOKWORM), directory, config, PATIENCE))
                .contains("@reached");
    }
}
