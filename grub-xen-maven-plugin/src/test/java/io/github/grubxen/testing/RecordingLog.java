// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.testing;

import io.github.grubxen.io.BuildLog;
import java.util.List;

/**
 * Keeps what is logged.
 *
 * @param lines information and warnings, in their order
 */
public record RecordingLog(List<String> lines) implements BuildLog {
    @Override
    public void info(String line) {
        lines.add(line);
    }

    @Override
    public void warn(String line) {
        lines.add(line);
    }
}
