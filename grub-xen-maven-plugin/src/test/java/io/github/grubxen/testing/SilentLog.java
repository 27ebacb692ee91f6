// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.testing;

import io.github.grubxen.io.BuildLog;

/** A log for tests that do not look at it. */
public final class SilentLog implements BuildLog {
    @Override
    public void info(String line) {}

    @Override
    public void warn(String line) {}
}
