// SPDX-License-Identifier: Apache-2.0
/**
 * Reads the files of guests' disk images, raw or qcow2, with grub-fstest and qemu-img: without root and without mounting. Only
 * the default subvolume of btrfs is found by code of its own, because no GRUB reads it.
 * Nothing of a disk is trusted: devices, sizes and names are checked before they are used.
 * What the files mean to GRUB or to a guest belongs to other packages.
 */
@NullMarked
package io.github.grubxen.diskimage;

import org.jspecify.annotations.NullMarked;
