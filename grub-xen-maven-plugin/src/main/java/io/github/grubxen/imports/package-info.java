// SPDX-License-Identifier: Apache-2.0
/**
 * Calls of grub-mkstandalone and grub-mkimage in a site's Makefile or script, the images that they describe, and the comparison
 * with images that the calls made.
 * The syntax of Makefiles and scripts, and the project that is written, belong to other packages.
 */
@NullMarked
package io.github.grubxen.imports;

import org.jspecify.annotations.NullMarked;
