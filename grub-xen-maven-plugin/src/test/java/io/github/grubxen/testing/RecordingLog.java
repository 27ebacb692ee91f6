// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.testing;

import io.github.grubxen.io.BuildLog;
import java.util.List;

/**
 * Keeps what is logged. Several threads may log at once, as a build of GRUB does for each platform.
 *
 * @param lines information and warnings, in their order
 */
public record RecordingLog(List<String> lines) implements BuildLog {
    @Override
    public synchronized void info(String line) {
        lines.add(line);
    }

    @Override
    public synchronized void warn(String line) {
        lines.add(line);
    }
}
