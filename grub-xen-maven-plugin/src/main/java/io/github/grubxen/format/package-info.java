// SPDX-License-Identifier: Apache-2.0
/**
 * The format of a GRUB image for Xen: its headers, kernel, objects, notes, keys and memdisk, written to bytes and read back.
 * Source: "Image format" in the project's documentation (src/site/markdown/image-format.md).
 * What goes into an image is decided in {@code config} and {@code plan}; nothing of that has a place here.
 */
@NullMarked
package io.github.grubxen.format;

import org.jspecify.annotations.NullMarked;
