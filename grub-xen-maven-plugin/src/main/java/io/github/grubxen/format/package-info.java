// SPDX-License-Identifier: Apache-2.0
/**
 * The format of a GRUB image for Xen: its headers, kernel, objects, notes, keys and memdisk, written to bytes and read back.
 * Source: "Image format" in the project's documentation (src/site/markdown/image-format.md).
 * The contents of an image are chosen in {@code config} and {@code plan}, not here.
 */
@NullMarked
package io.github.grubxen.format;

import org.jspecify.annotations.NullMarked;
