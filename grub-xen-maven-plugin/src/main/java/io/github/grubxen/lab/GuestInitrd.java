// SPDX-License-Identifier: Apache-2.0
package io.github.grubxen.lab;

/** What a guest's kernel finds as its initial RAM disk. */
public enum GuestInitrd {
    /** Nothing: the grub.cfg names none. */
    NONE,
    /** The lab's, whose only program reports and ends the guest. */
    LAB,
    /** One of the disk's own files. */
    OWN
}
