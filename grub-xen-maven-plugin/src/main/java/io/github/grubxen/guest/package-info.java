// SPDX-License-Identifier: Apache-2.0
/**
 * Decides whether a guest boots under an image: its kernel, initrd, config and memory, with the message that GRUB, Xen or the
 * kernel would print. Nothing is booted here. Sources of the facts are named by each class.
 * The formats of the files, and the goal that calls this, belong to other packages.
 */
@NullMarked
package io.github.grubxen.guest;

import org.jspecify.annotations.NullMarked;
