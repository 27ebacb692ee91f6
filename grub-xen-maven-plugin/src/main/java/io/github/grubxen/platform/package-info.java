// SPDX-License-Identifier: Apache-2.0
/**
 * The three GRUB platforms for Xen and the constants that follow from each.
 * Here lives what depends on the platform alone.
 * Nothing that depends on a GRUB release, a module tree or an image belongs here.
 */
@NullMarked
package io.github.grubxen.platform;

import org.jspecify.annotations.NullMarked;
