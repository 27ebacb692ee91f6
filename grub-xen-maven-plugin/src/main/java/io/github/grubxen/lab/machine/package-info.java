// SPDX-License-Identifier: Apache-2.0
/**
 * The machine that guests run on: QEMU with Xen and dom0, from packages that are unpacked but not installed, and the xl
 * configuration of a guest.
 * Which guests run, and what they must show, belongs to the package lab.
 */
@NullMarked
package io.github.grubxen.lab.machine;

import org.jspecify.annotations.NullMarked;
