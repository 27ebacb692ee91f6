// SPDX-License-Identifier: Apache-2.0
/**
 * Boots images on a real Xen in QEMU: cases, their plans, sessions with dom0, consoles, reports.
 * Everything runs as an ordinary user, without an installed Xen.
 * Making images and packages belongs to other packages; reading cases from a POM belongs to the package maven.
 */
@NullMarked
package io.github.grubxen.lab;

import org.jspecify.annotations.NullMarked;
