// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.domain;

/** The types of guests on x86. */
public enum GuestType {
    /** Paravirtualized. */
    PV("pv"),
    /** Paravirtualized in a hardware container, without emulated devices. */
    PVH("pvh"),
    /** Fully virtualized, with a firmware and emulated devices. */
    HVM("hvm");

    private final String word;

    GuestType(String word) {
        this.word = word;
    }

    /** The value of {@code type} in a configuration. */
    @Override
    public String toString() {
        return word;
    }
}
