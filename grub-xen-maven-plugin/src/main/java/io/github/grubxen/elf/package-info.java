// SPDX-License-Identifier: Apache-2.0
/**
 * The records of an ELF file that GRUB's images, kernels and modules consist of, read and written to the byte.
 * Source of all field layouts: System V ABI, chapter "Object Files".
 * What the records mean to GRUB or Xen belongs to the rooms above.
 */
@NullMarked
package io.github.grubxen.elf;

import org.jspecify.annotations.NullMarked;
