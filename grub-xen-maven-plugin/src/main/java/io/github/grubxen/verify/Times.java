// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.verify;

import java.time.Instant;

/** Times in messages. */
final class Times {
    private Times() {}

    /** The problem with a timestamp that is too late, both in seconds since the epoch. */
    static String late(long time, long newest) {
        return "is of " + Instant.ofEpochSecond(time) + ", later than " + Instant.ofEpochSecond(newest);
    }
}
