// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.testing;

import java.util.stream.Collectors;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/** Prints, after the last test, what tests needed and was missing: the build's own output only counts the skipped tests. */
public final class MissingPrograms implements TestExecutionListener {
    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        if (!Tools.missing().isEmpty()) {
            System.out.println(Tools.missing().entrySet().stream()
                    .map(missing -> missing.getKey() + " (" + missing.getValue() + ")")
                    .collect(Collectors.joining(
                            ", ",
                            "Tests were skipped because they need ",
                            ". .ci/run lists the Debian packages to install.")));
            Tools.missing().clear();
        }
    }
}
