// SPDX-License-Identifier: Apache-2.0
/**
 * The three GRUB platforms for Xen, and the constants that depend on the platform alone.
 * Anything that also depends on a GRUB release, a module tree or an image belongs to another package.
 */
@NullMarked
package io.github.grubxen.platform;

import org.jspecify.annotations.NullMarked;
