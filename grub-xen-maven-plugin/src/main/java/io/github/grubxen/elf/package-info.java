// SPDX-License-Identifier: Apache-2.0
/**
 * The ELF records that GRUB's images, kernels and modules consist of, read and written byte for byte.
 * Source of all field layouts: System V ABI, chapter "Object Files".
 * What the records mean to GRUB or Xen belongs to other packages.
 */
@NullMarked
package io.github.grubxen.elf;

import org.jspecify.annotations.NullMarked;
