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

/** A timeout from a variable that nothing sets is empty, and GRUB waits; as GRUB 2.06 does. */
class UnsetTimeoutTest {
    private static final String MENU = " menuentry a { echo @reached; exit; }";

    /** Seconds after which a menu that does not wait is done, on a busy machine too. */
    private static final int PATIENCE = 30;

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(delimiter = '^', textBlock = """
            set timeout=$never;                                  ^ nothing sets $never before it
            set timeout="$never";                                ^ nothing sets $never before it
            timeout=${never};                                    ^ nothing sets $never before it
            other=$never; timeout=$other;                        ^ nothing sets $never before it
            timeout=$never; never=5;                             ^ nothing sets $never before it
            timeout=$one$two;                                    ^ nothing sets $one before it
            if [ -n "$never" ]; then timeout=$never; fi;         ^ nothing sets $never before it
            for i in 1 2; do timeout=$never; done;               ^ nothing sets $never before it
            function f { timeout=$1$never; }; f;                 ^ nothing sets $never before it
            timeout=5; timeout=$never;                           ^ a menu without a timeout
            """)
    void isReported(String timeout, String problem) throws IOException, InterruptedException {
        Linted.finds(timeout + MENU, problem, "no-timeout");
        Linted.finds(timeout + MENU, "waits for a key forever", "no-timeout");
        assertThat(GrubEmu.runAlone(GrubEmu.command(GrubRelease.BOOKWORM), directory, timeout + MENU, 2))
                .contains("GNU GRUB")
                .doesNotContain("@reached");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "t=1; timeout=$t;",
                "timeout=1$never;",
                "timeout=$never; timeout=1;",
                "if true; then t=1; fi; timeout=$t;",
                "if [ -z \"$t\" ]; then t=1; fi; timeout=$t;",
                "for t in 1; do timeout=$t; done;",
                "name=t; set $name=1; timeout=$t;",
                "function f { t=1; }; f; timeout=$t;",
                "function f { timeout=$1; }; f 1;",
                "eval \"t=1\"; timeout=$t;",
                "regexp --set=t '(.)' 1; timeout=$t;",
                "timeout=$never; eval \"timeout=1\";"
            })
    void isNotReportedWhereTheVariableIsSet(String timeout) throws IOException, InterruptedException {
        Linted.leavesAlone(timeout + MENU, "no-timeout");
        assertThat(GrubEmu.runAlone(GrubEmu.command(GrubRelease.BOOKWORM), directory, timeout + MENU, PATIENCE))
                .contains("@reached");
    }

    /** What may set the variable on one machine, and not on another. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "load_env --file (xen/xvda)/grubenv; timeout=$t;",
                "source (xen/xvda)/settings.cfg; timeout=$t;",
                "set timeout=$xen_grub_env_timeout;",
                "read t; timeout=$t;",
                "if [ -f (xen/xvda)/x ]; then t=5; fi; timeout=$t;",
                "source (xen/xvda)/lib.cfg; site_timeout; timeout=$t;",
                "while sleep 1; do timeout=$t; read t; done;",
                "set $xen_grub_env_name=5; timeout=$t;"
            })
    void isNotReportedWhereTheVariableMayBeSet(String timeout) throws IOException {
        Linted.leavesAlone(timeout + MENU, "no-timeout");
    }
}
