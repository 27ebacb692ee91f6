// SPDX-License-Identifier: Apache-2.0
/**
 * Boots images on a real Xen in QEMU: provisioning, dom0, guests' disks, cases, consoles, reports.
 * Here lives all that runs an image, as an ordinary user and without an installed Xen.
 * How images and packages are made belongs to the rooms below; what a POM says about cases, to the room maven.
 */
@NullMarked
package io.github.grubxen.lab;

import org.jspecify.annotations.NullMarked;
