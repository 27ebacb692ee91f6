// SPDX-License-Identifier: Apache-2.0
/**
 * Linux kernels for x86: the setup header of a bzImage, its payload, and the ELF file inside with its notes for Xen.
 * Source: Linux, Documentation/arch/x86/boot.rst, and Xen's public header elfnote.h.
 * What GRUB or Xen make of a kernel belongs to other packages.
 */
@NullMarked
package io.github.grubxen.kernel;

import org.jspecify.annotations.NullMarked;
