// SPDX-License-Identifier: Apache-2.0
/**
 * Runs a config as GRUB would, with nobody at the keyboard, against the files of a guest's disks, up to what it starts.
 * Source: GRUB 2.12, grub-core/script/execute.c, normal/menu.c and the commands that the classes name.
 * Nothing is booted; what a kernel needs, and where files come from, belong to other packages.
 */
@NullMarked
package io.github.grubxen.dryrun;

import org.jspecify.annotations.NullMarked;
