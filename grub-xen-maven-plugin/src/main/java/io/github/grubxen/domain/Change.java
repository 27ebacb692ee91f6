// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.domain;

import io.github.grubxen.io.Place;

/**
 * A change to a setting.
 *
 * @param place the assignment, or the one after which a new one is added
 * @param what the change in words
 * @param reason why it is necessary
 */
public record Change(Place.Line place, String what, String reason) {
    @Override
    public String toString() {
        return place + ": " + what + ": " + reason;
    }
}
