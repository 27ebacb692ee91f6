// SPDX-License-Identifier: Apache-2.0
/**
 * What tests hold our results against: Debian's published packages, GRUB's own tools of several releases, other programs;
 * and small files of the same formats, made here, good ones and bad ones.
 * Here lives how they are fetched, unpacked, run or made, and what happens where one is missing.
 * No test belongs here.
 */
@NullMarked
package io.github.grubxen.testing;

import org.jspecify.annotations.NullMarked;
